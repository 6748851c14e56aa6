import type { Answer } from "./attempt.ts";

/** What is wrong, by field; `whole` when it is none of them. */
export type Problems<Field extends string> = Partial<Record<Field | "whole", string>>;

export function problemsOf<Field extends string>({
  message,
  issues,
}: Extract<Answer<unknown>, { ok: false }>): Problems<Field> {
  const found = issues.length > 0 ? issues.map((issue) => [issue.path[0], issue.message]) : [["whole", message]];
  return Object.fromEntries(found);
}

/** After an attempt that failed the focus stands on the first field to mend. */
export function toFirstProblem(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
