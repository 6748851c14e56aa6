import type { ChangedMail, DecidedState, Outcome, OutcomePart } from "#lib/mail-rules/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";

const stateWords: Record<DecidedState, string> = {
  forward: "配信する",
  hold: "保留する",
  unmatched: "どの転送ルールにも合わない",
  refused: "対象外（自動返信など）",
  unreadable: "読み取れない",
};

export type RuleNames = Record<string, string>;

/** One part of what becomes of a mail, in words. */
export function partWords(part: OutcomePart, outcome: Outcome, words: Vocabulary, names: RuleNames): string {
  if (part === "state") return stateWords[outcome.state];
  if (part === "rule") return outcome.rule === null ? "なし" : (names[outcome.rule] ?? outcome.rule);
  if (part === "text") return outcome.text ?? "なし";
  return outcome.audience ? audienceWords(outcome.audience, words) : "決まらない";
}

/** Of two texts the lines that are not in the other; all of them when only their order differs. */
export function changedLines(before: string, after: string): [string, string] {
  const [was, is] = [before.split("\n"), after.split("\n")];
  const gone = was.filter((line) => !is.includes(line));
  const come = is.filter((line) => !was.includes(line));
  if (gone.length + come.length === 0) return [before, after];
  return [gone.join("\n") || "（なし）", come.join("\n") || "（なし）"];
}

export const partNames: Record<OutcomePart, string> = {
  state: "判断",
  rule: "転送ルール",
  audience: "配信対象",
  text: "文面",
};

export type Consequence = { words: string; isWorse: boolean; mails: ChangedMail[] };

/** What a change would do to the mails of the last weeks, in sentences: 「2通は「泉区 × 防犯情報」に届きます」. */
export function consequencesOf(changed: readonly ChangedMail[], words: Vocabulary): Consequence[] {
  const groups = new Map<string, ChangedMail[]>();
  for (const mail of changed)
    for (const said of sentencesFor(mail, words)) groups.set(said, [...(groups.get(said) ?? []), mail]);
  return [...groups]
    .map(([said, mails]) => ({
      words: said.slice(1).replace("#", `${mails.length.toLocaleString("ja-JP")}通`),
      isWorse: said.startsWith("0"),
      order: Number(said[0]),
      mails,
    }))
    .toSorted((a, b) => a.order - b.order || b.mails.length - a.mails.length)
    .map(({ words, isWorse, mails }) => ({ words, isWorse, mails }));
}

/** The digit in front orders them: what residents would miss comes first. */
function sentencesFor({ before, after, differs }: ChangedMail, words: Vocabulary): string[] {
  const to = after.audience ? `「${audienceWords(after.audience, words)}」` : "";
  if (before.state === "forward" && after.state === "hold") return ["0#が配信されず、保留されるようになります。"];
  if (before.state === "forward" && after.state !== "forward") return ["0#が配信されなくなります。"];
  if (after.state === "forward" && before.state !== "forward") return [`1#が新しく${to}に配信されます。`];
  if (before.state === "hold" && after.state !== "hold") return ["2#が保留されなくなり、配信もされません。"];
  if (after.state === "hold" && before.state !== "hold") return ["2#が新しく保留されます。"];
  const said: string[] = [];
  if (differs.includes("audience")) said.push(to ? `1#は${to}に届きます。` : "0#の配信対象が決まらなくなります。");
  if (differs.includes("text")) said.push("3#の文面が変わります。");
  if (said.length === 0) said.push("4#は受け持つ転送ルールが変わります。文面と配信対象は同じです。");
  return said;
}
