import type { Answer } from "../../attempt.ts";

/** What is wrong, by field; `whole` when it is none of them. */
export type Problems = Partial<Record<"password" | "newPassword" | "code" | "whole", string>>;

export function problemsOf({ message, issues }: Extract<Answer<unknown>, { ok: false }>): Problems {
  if (issues.length === 0) return { whole: message };
  return Object.fromEntries(issues.map((issue) => [issue.path[0], issue.message]));
}
