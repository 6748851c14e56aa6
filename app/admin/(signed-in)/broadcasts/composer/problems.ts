import { missingIn } from "#components/rule-builder/draft-rule.ts";
import { ComposeBroadcast } from "#lib/broadcasts/schema.ts";
import type { Issue } from "#lib/errors.ts";
import type { Question } from "#lib/preferences/schema.ts";
import type { AudienceValue } from "./audience-value.ts";
import { compositionOf, type Values } from "./values.ts";

/** What is wrong, by field: `title`, `messages.0`, `audience`, `scheduledFor`. */
export type Problems = Record<string, string>;

/** The same schema as the server's, and what only the fields can show. */
export function problemsOf(values: Values, questions: readonly Question[]): Problems {
  const own = { ...audienceProblem(values.audience, questions), ...hourProblem(values) };
  const parsed = ComposeBroadcast.safeParse(compositionOf(values, questions));
  const issues = parsed.success ? [] : parsed.error.issues;
  return { ...byField(issues), ...own };
}

/** Complaints of the schema or of a verb, at the field that can mend them. */
export function byField(issues: readonly (Pick<Issue, "message"> & { path: PropertyKey[] })[]): Problems {
  const problems: Problems = {};
  for (const { path, message } of issues) {
    const field = path[0] === "messages" && typeof path[1] === "number" ? `messages.${path[1]}` : String(path[0]);
    problems[field] ??= message;
  }
  return problems;
}

function audienceProblem({ kind, segment, draft }: AudienceValue, questions: readonly Question[]): Problems {
  if (kind === "segment" && !segment) return { audience: "配信グループを選んでください。" };
  const [missing] = kind === "rule" ? Object.values(missingIn(draft, questions)) : [];
  return missing ? { audience: missing } : {};
}

function hourProblem({ when, date, time }: Values): Problems {
  if (when === "now" || (date && time)) return {};
  return { scheduledFor: "配信する日付と時刻を入力してください。" };
}
