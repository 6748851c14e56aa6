import type { Rule } from "./schema.ts";

/** A key that says what the rule asks for, in the form's own keys: 「crime-aoba」. Another number when it is taken. */
export function freeKey(rule: Rule, taken: ReadonlySet<string>): string {
  const wanted = suggested(rule);
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

const longest = 40;
const manyChoices = 3;

function suggested(rule: Rule): string {
  const words = wordsOf(rule).join("-").toLowerCase();
  return words.slice(0, longest).replace(/[^a-z0-9]+$/, "") || "segment";
}

function wordsOf(rule: Rule): string[] {
  if ("all" in rule) return rule.all.flatMap(wordsOf);
  if ("any" in rule) return rule.any.flatMap(wordsOf);
  if ("not" in rule) return ["not", ...wordsOf(rule.not)];
  if ("registered" in rule) return ["registered"];
  if (!("anyOf" in rule)) return [rule.question, ...[rule.from, rule.to].filter(isWhole).map(String)];
  const topic = "row" in rule && rule.row ? rule.row : rule.question;
  return [topic, ...(rule.anyOf.length <= manyChoices ? rule.anyOf : [])];
}

function isWhole(bound: number | undefined): bound is number {
  return bound !== undefined && Number.isInteger(bound) && bound >= 0;
}
