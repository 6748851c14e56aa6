import { z } from "zod";

const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** A required string of at most `max` UTF-16 code units. */
export function text(max: number) {
  // Zod's own max() counts code points, LINE counts an emoji as two.
  return filled().refine((value) => value.length <= max, lengthMessage(max));
}

/** A required string of at most `max` grapheme clusters: what LINE counts in labels, titles and template texts. */
export function clusters(max: number) {
  return filled().refine((value) => countClusters(value) <= max, lengthMessage(max));
}

/** An https URL for pictures and files, percent-encoded, at most `max` code units. */
export function httpsUrl(max = 2000) {
  return text(max).refine((value) => /^https:\/\/[!-~]+$/.test(value) && URL.canParse(value), "invalid uri");
}

/** A URI a resident can open: LINE takes only these schemes, and only percent-encoded UTF-8. */
export function tapUri(max = 1000) {
  return text(max)
    .refine((value) => /^(https?|line|tel):/i.test(value), "invalid uri scheme")
    .refine((value) => /^[!-~]+$/.test(value) && URL.canParse(value), "invalid uri");
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: () => oneOfMessage(values) });
}

export function oneOfMessage(values: readonly string[]) {
  return `Must be one of the following values: [${values.join(", ")}]`;
}

export function list<Item extends z.ZodType>(item: Item, min: number, max: number) {
  const message = `Size must be between ${min} and ${max}`;
  return z
    .array(item, { error: missingOr("Must be an array") })
    .min(min, message)
    .max(max, message);
}

export function whole(min: number, max: number) {
  const message = `Must be between ${min} and ${max}`;
  return z
    .number({ error: missingOr("Must be a number") })
    .int("Must be an integer")
    .min(min, message)
    .max(max, message);
}

export function countClusters(value: string) {
  let count = 0;
  for (const _ of segmenter.segment(value)) count += 1;
  return count;
}

function filled() {
  return z.string({ error: missingOr("Must be a string") }).min(1, "May not be empty");
}

function missingOr(message: string) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? "May not be empty" : message);
}

function lengthMessage(max: number) {
  return `Length must be between 0 and ${max}`;
}
