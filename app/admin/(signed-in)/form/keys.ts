import { type DraftChoice, type DraftQuestion, partNames } from "#lib/form/schema.ts";

/** A key for a new question: it can never change, so it is made once, from the label if that can be. */
export function questionKey(label: string, questions: readonly DraftQuestion[]): string {
  return freeKey(label, questions, "q", new Map());
}

/** A key for a new part of a question. What the form calls by this name elsewhere (青葉区) keeps its key here, too. */
export function choiceKey(label: string, parts: readonly DraftChoice[], questions: readonly DraftQuestion[]): string {
  const known = new Map(
    questions.flatMap((question) =>
      partNames.flatMap((part) => (question[part] ?? []).map(({ label: name, key }) => [name.trim(), key] as const)),
    ),
  );
  return freeKey(label, parts, "c", known);
}

const longest = 40;

function freeKey(
  label: string,
  others: readonly { key: string }[],
  letter: string,
  known: ReadonlyMap<string, string>,
): string {
  const taken = new Set(others.map(({ key }) => key));
  const wanted = known.get(label.trim()) ?? latin(label);
  if (wanted && !taken.has(wanted)) return wanted;
  for (let number = taken.size + 1; ; number++) if (!taken.has(`${letter}${number}`)) return `${letter}${number}`;
}

/** 「LINE Pay」 → line-pay; nothing for what is written in Japanese. */
function latin(label: string): string | undefined {
  const word = label.normalize("NFKC").trim().toLowerCase();
  if (!/^[a-z][a-z0-9 _-]*$/.test(word)) return undefined;
  return word
    .replace(/[ _-]+/g, "-")
    .slice(0, longest)
    .replace(/-$/, "");
}
