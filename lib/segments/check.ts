import { Invalid, type Issue } from "../errors.ts";
import type { Question } from "../preferences/schema.ts";
import type { Rule } from "./schema.ts";

/** Throws `Invalid` naming each question, row or choice that the form never had. Retired ones are fine. */
export function checkRule(questions: Question[], rule: Rule, path: (string | number)[] = ["rule"]): void {
  const issues = complaints(questions, rule, path);
  if (issues.length > 0) throw new Invalid(issues);
}

function complaints(questions: Question[], rule: Rule, path: (string | number)[]): Issue[] {
  if ("all" in rule) return rule.all.flatMap((part, index) => complaints(questions, part, [...path, "all", index]));
  if ("any" in rule) return rule.any.flatMap((part, index) => complaints(questions, part, [...path, "any", index]));
  if ("not" in rule) return complaints(questions, rule.not, [...path, "not"]);
  if ("registered" in rule) return [];
  const question = questions.find((other) => other.key === rule.question);
  if (!question) return [{ path: [...path, "question"], message: `質問「${rule.question}」がありません。` }];
  if (!("anyOf" in rule)) {
    if (question.kind === "number") return [];
    return [{ path: [...path, "question"], message: `「${rule.question}」は数の質問ではありません。` }];
  }
  return choiceComplaints(question, rule, path);
}

function choiceComplaints(
  question: Question,
  rule: { row?: string; anyOf: string[] },
  path: (string | number)[],
): Issue[] {
  const known = new Set((question.kind === "grid" ? question.columns : question.choices)?.map((part) => part.key));
  const rowKnown = rule.row === undefined || question.rows?.some((row) => row.key === rule.row);
  return [
    ...(rowKnown ? [] : [{ path: [...path, "row"], message: `行「${rule.row}」がありません。` }]),
    ...rule.anyOf
      .filter((key) => !known.has(key))
      .map((key) => ({ path: [...path, "anyOf"], message: `選択肢「${key}」がありません。` })),
  ];
}
