import type { Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";

/** What the builder shows: groups one level deep, and conditions that may be half chosen. */
export type Group = { id: string; mode: Mode; parts: (Condition | Group)[] };
export type Mode = "all" | "any" | "none";

/** `about` is a question's key, `registration`, or empty while nothing is chosen. `row` empty: any row. */
export type Condition = {
  id: string;
  about: string;
  row: string;
  anyOf: string[];
  from: string;
  to: string;
  isNot: boolean;
};

/** No question can have this key. */
export const registration = "(registration)";

/** Where building begins: one condition, nothing chosen yet. */
export const emptyDraft: Group = { id: "part", mode: "all", parts: [emptyCondition("part-0")] };

export function isGroup(part: Condition | Group): part is Group {
  return "parts" in part;
}

export function emptyCondition(id: string, about = ""): Condition {
  return { id, about, row: "", anyOf: [], from: "", to: "", isNot: false };
}

/** A rule as the builder shows it; null when it says more than the builder can show. */
export function draftOf(rule: Rule, questions: readonly Question[]): Group | null {
  const group = groupOf(rule, "part", (part, id) => conditionOf(part, id, questions) ?? nestedOf(part, id, questions));
  if (group) return group.parts.length > 0 ? group : null;
  const condition = conditionOf(rule, "part-0", questions);
  return condition && { id: "part", mode: "all", parts: [condition] };
}

function nestedOf(rule: Rule, id: string, questions: readonly Question[]): Group | null {
  const group = groupOf(rule, id, (part, partId) => conditionOf(part, partId, questions));
  return group && group.parts.length > 0 ? group : null;
}

type ReadPart = (rule: Rule, id: string) => Condition | Group | null;

function groupOf(rule: Rule, id: string, read: ReadPart): Group | null {
  const found = modeOf(rule);
  if (!found) return null;
  const parts = found.rules.map((part, index) => read(part, `${id}-${index}`));
  return parts.every((part) => part !== null) ? { id, mode: found.mode, parts } : null;
}

function modeOf(rule: Rule): { mode: Mode; rules: Rule[] } | null {
  if ("all" in rule) return { mode: "all", rules: rule.all };
  if ("any" in rule) return { mode: "any", rules: rule.any };
  return "not" in rule && "any" in rule.not ? { mode: "none", rules: rule.not.any } : null;
}

function conditionOf(rule: Rule, id: string, questions: readonly Question[]): Condition | null {
  if ("all" in rule || "any" in rule) return null;
  if (!("not" in rule)) return plainCondition(rule, id, questions);
  if ("not" in rule.not) return null;
  const condition = conditionOf(rule.not, id, questions);
  return condition && { ...condition, isNot: true };
}

type Leaf = Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>;

function plainCondition(leaf: Leaf, id: string, questions: readonly Question[]): Condition | null {
  if ("registered" in leaf) return emptyCondition(id, registration);
  const kind = questions.find(({ key }) => key === leaf.question)?.kind;
  const blank = emptyCondition(id, leaf.question);
  if ("anyOf" in leaf) {
    const fits = kind === "grid" || ((kind === "single" || kind === "multiple") && leaf.row === undefined);
    return fits ? { ...blank, row: leaf.row ?? "", anyOf: leaf.anyOf } : null;
  }
  return kind === "number" ? { ...blank, from: String(leaf.from ?? ""), to: String(leaf.to ?? "") } : null;
}
