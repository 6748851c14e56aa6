import type { Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";
import { type Condition, type Group, isGroup, registration } from "./draft.ts";

/** The rule that was clicked together; null while something is still missing. */
export function ruleOfDraft(group: Group, questions: readonly Question[]): Rule | null {
  const rules = group.parts.map((part) =>
    isGroup(part) ? ruleOfDraft(part, questions) : ruleOfCondition(part, questions),
  );
  if (rules.length === 0 || !rules.every((rule) => rule !== null)) return null;
  if (group.mode === "none") return { not: rules.length === 1 && isLeaf(rules[0]!) ? rules[0]! : { any: rules } };
  return rules.length === 1 ? rules[0]! : group.mode === "all" ? { all: rules } : { any: rules };
}

/** What is still missing, in words, by the id of the condition or group. */
export function missingIn(group: Group, questions: readonly Question[]): Record<string, string> {
  if (group.parts.length === 0) return { [group.id]: "条件を1つ以上追加してください。" };
  return Object.assign(
    {},
    ...group.parts.map((part) => {
      if (isGroup(part)) return missingIn(part, questions);
      const missing = missingInCondition(part, questions);
      return missing ? { [part.id]: missing } : {};
    }),
  );
}

/** Anything else keeps its list, so that the builder can show it again. */
function isLeaf(rule: Rule): boolean {
  return !("all" in rule || "any" in rule || "not" in rule);
}

function ruleOfCondition(condition: Condition, questions: readonly Question[]): Rule | null {
  if (missingInCondition(condition, questions)) return null;
  const rule = plainRule(condition, questions);
  return condition.isNot ? { not: rule } : rule;
}

function plainRule({ about, row, anyOf, from, to }: Condition, questions: readonly Question[]): Rule {
  if (about === registration) return { registered: true };
  const question = questions.find(({ key }) => key === about);
  if (question?.kind !== "number") return { question: about, ...(row ? { row } : {}), anyOf };
  const [lower, upper] = [numberIn(from), numberIn(to)];
  return {
    question: about,
    ...(lower === null ? {} : { from: lower }),
    ...(upper === null ? {} : { to: upper }),
  };
}

function missingInCondition({ about, anyOf, from, to }: Condition, questions: readonly Question[]): string | null {
  if (about === registration) return null;
  const question = questions.find(({ key }) => key === about);
  if (!question) return "項目を選んでください。";
  if (question.kind !== "number") return anyOf.length > 0 ? null : "選択肢を1つ以上選んでください。";
  const [lower, upper] = [numberIn(from), numberIn(to)];
  if (Number.isNaN(lower) || Number.isNaN(upper)) return "数字で入力してください。";
  if (lower === null && upper === null) return "「以上」か「以下」に数を入力してください。";
  return lower !== null && upper !== null && lower > upper ? "「以上」は「以下」より小さい数にしてください。" : null;
}

/** Full-width digits count too; null when nothing is written, NaN when it is no number. */
function numberIn(written: string): number | null {
  const plain = written.normalize("NFKC").trim();
  if (plain === "") return null;
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
