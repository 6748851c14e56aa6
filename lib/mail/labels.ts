import { foldWidth } from "./fold.ts";

const longestValue = 500;

/**
 * The values that stand under a label, one for each time it stands in the text: what follows it and ：/: /space on its
 * line, or the next line when nothing follows. Marks and numbers may stand before the label (■エリア, 【エリア】, (1)エリア),
 * never other words (発生エリア is another label). A value goes on in the next line after a 、 and over a list of bullets.
 * A label with nothing under it says nothing and gives no value. Values come folded in width and case.
 */
export function labelledValues(text: string, label: string): string[] {
  const lines = foldWidth(text).split("\n");
  const { opening, inside } = patternsOf(label);
  const values = lines.flatMap((line, index) => {
    const rest = opening.exec(line)?.[1] ?? inside.exec(line)?.[1];
    if (rest === undefined) return [];
    const value =
      rest.trim() === "" ? nextLines(lines, index + 1) : continued(withoutNextLabel(rest), lines, index + 1);
    return value.trim() === "" ? [] : [value.trim().slice(0, longestValue)];
  });
  return [...new Set(values)];
}

type Patterns = { opening: RegExp; inside: RegExp };
const patterns = new Map<string, Patterns>();

function patternsOf(label: string): Patterns {
  const known = patterns.get(label);
  if (known) return known;
  if (patterns.size > 500) patterns.clear();
  const letters = [
    ...foldWidth(label)
      .replace(/[\s:]+$/, "")
      .trim(),
  ].filter((letter) => letter.trim() !== "");
  const name = letters.map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join(" ?");
  const made = {
    opening: new RegExp(`^${lead}${name}(?: ?${note})?${separator}(.*)$`, "u"),
    inside: new RegExp(`^(?! ?>).*[ 、。,/|)】\\]]${name} ?:(.*)$`, "u"),
  };
  patterns.set(label, made);
  return made;
}

// ">" opens quoted mail, which is somebody's older word.
const lead = String.raw`[^\p{L}\p{N}>]{0,10}(?:\p{N}{1,2}[^\p{L}\p{N}>]{0,4})?`;
const note = String.raw`\([^()]{1,20}\)(?= ?:)`;
const separator = String.raw`(?: ?[】\])>〉》」』〕■□◆◇●○]+ ?:?| ?(?:[:=→⇒]|->)| (?! *[:=→])|$)`;

/** 「エリア:青葉区 種別:不審者」: the next label on the line ends the value. */
function withoutNextLabel(rest: string): string {
  const next = / [^\s\p{N}:]{1,12} ?:(?!\/\/)/u.exec(rest);
  return next && rest.slice(0, next.index).trim() !== "" ? rest.slice(0, next.index) : rest;
}

function continued(value: string, lines: string[], next: number): string {
  let whole = value;
  for (
    let at = next;
    (endsOpen.test(whole) || isPlaces(lines[at] ?? "")) && at < lines.length && whole.length < longestValue;
    at++
  ) {
    if (isLabelLine(lines[at]!) || lines[at]!.trim() === "") break;
    whole += endsOpen.test(whole) ? lines[at] : `、${lines[at]!.trim()}`;
  }
  return whole;
}

/** A line of nothing but districts under the value belongs to it: leaving one out would leave its people out. */
function isPlaces(line: string): boolean {
  return /^ ?(?:[^\s、,・/。:()]{1,12}(?:区|全域)(?:[ 、,・/]+|$))+$/u.test(line);
}

const endsOpen = /(?:[、,・/]|及び|および|並びに|ならびに|又は|または) ?$/;
const bullet = /^ ?([・\-*●○■□◆◇◎※])/;

function nextLines(lines: string[], next: number): string {
  const first = lines[next] ?? "";
  if (isLabelLine(first) || first.trim() === "") return "";
  const mark = bullet.exec(first)?.[1];
  let whole = continued(first, lines, next + 1);
  for (let at = next + 1; mark && bullet.exec(lines[at] ?? "")?.[1] === mark && !isLabelLine(lines[at]!); at++) {
    if (whole.length > longestValue) break;
    whole += `、${lines[at]!.trim().slice(1)}`;
  }
  return whole;
}

/** Another field of the mail, not what stands under ours. */
function isLabelLine(line: string): boolean {
  return /^[^\p{L}\p{N}]{0,10}[\p{L} ]{1,12} ?:(?!\/\/)/u.test(line);
}
