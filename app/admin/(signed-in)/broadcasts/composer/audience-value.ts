import type { Question } from "#lib/preferences/schema.ts";
import type { Audience, Rule } from "#lib/segments/schema.ts";

/** One line of the rule builder: a question and what must have been answered. */
export type Condition = { id: string; question: string; row?: string; choices: string[]; from?: number; to?: number };

/** What the composer's audience field holds. `kept` is what cannot be clicked: too deep a rule, or whom a correction is for. */
export type AudienceValue = {
  kind: Exclude<Audience["kind"], "recipientsOf"> | "kept";
  segment: string;
  join: "all" | "any";
  conditions: Condition[];
  kept?: Audience;
};

export function emptyAudience(questions: Question[]): AudienceValue {
  const first = questions.find(({ kind }) => kind === "grid") ?? questions.find(isAskable);
  return { kind: "rule", segment: "", join: "all", conditions: first ? [newCondition(first)] : [] };
}

/** Free text is nobody's audience. */
export function isAskable({ kind }: Question): boolean {
  return kind !== "text";
}

export function newCondition(question: Question): Condition {
  return { id: crypto.randomUUID(), question: question.key, row: question.rows?.[0]?.key, choices: [] };
}

export function audienceOf({ kind, segment, join, conditions, kept }: AudienceValue): Audience {
  if (kind === "kept") return kept!;
  if (kind === "segment") return { kind, key: segment };
  if (kind !== "rule") return { kind };
  const rules = conditions.map(ruleOf);
  if (rules.length === 1) return { kind, rule: rules[0]! };
  return { kind, rule: join === "all" ? { all: rules } : { any: rules } };
}

export function audienceValueOf(audience: Audience): AudienceValue {
  const empty = { segment: "", join: "all", conditions: [] } as const;
  if (audience.kind === "segment") return { ...empty, conditions: [], kind: "segment", segment: audience.key };
  if (audience.kind === "recipientsOf") return { ...empty, conditions: [], kind: "kept", kept: audience };
  if (audience.kind !== "rule") return { ...empty, conditions: [], kind: audience.kind };
  const { rule } = audience;
  const join = "any" in rule ? "any" : "all";
  const parts = "any" in rule ? rule.any : "all" in rule ? rule.all : [rule];
  const conditions = parts.map(conditionOf);
  if (conditions.length === 0 || conditions.includes(null))
    return { ...empty, conditions: [], kind: "kept", kept: audience };
  return { kind: "rule", segment: "", join, conditions: conditions as Condition[] };
}

function ruleOf({ question, row, choices, from, to }: Condition): Rule {
  if (from !== undefined || to !== undefined) return { question, from, to };
  return row === undefined ? { question, anyOf: choices } : { question, row, anyOf: choices };
}

function conditionOf(rule: Rule, index: number): Condition | null {
  if (!("question" in rule)) return null;
  if ("anyOf" in rule) return { id: `c${index}`, question: rule.question, row: rule.row, choices: rule.anyOf };
  return { id: `c${index}`, question: rule.question, choices: [], from: rule.from, to: rule.to };
}
