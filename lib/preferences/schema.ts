import { z } from "zod/mini";
import { questionKinds } from "#db/words.ts";

/** The registration form as data. `zod/mini`, because this file reaches the resident's phone. */

const key = z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/, "キーは半角の英数字・-・_ の64文字以内にしてください。"));
const label = z
  .string()
  .check(z.minLength(1, "名前を入力してください。"), z.maxLength(200, "名前は200文字以内にしてください。"));

export const Choice = z.strictObject({
  key,
  label,
  aliases: z.optional(z.array(z.string())),
  help: z.optional(z.string()),
  /** A message as it would come, for whoever wonders before choosing. */
  example: z.optional(z.string().check(z.maxLength(500, "例は500文字以内にしてください。"))),
  retired: z.optional(z.boolean()),
  /** Of a retired one: what its answers mean since then. */
  mergedInto: z.optional(key),
});
export type Choice = z.infer<typeof Choice>;

export const Question = z
  .strictObject({
    key,
    kind: z.enum(questionKinds),
    label,
    help: z.optional(z.string()),
    required: z.optional(z.boolean()),
    choices: z.optional(z.array(Choice)),
    rows: z.optional(z.array(Choice)),
    columns: z.optional(z.array(Choice)),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    showIf: z.optional(z.strictObject({ question: key, anyOf: z.array(key).check(z.minLength(1)) })),
    retired: z.optional(z.boolean()),
  })
  .check(z.refine((question) => hasItsParts(question), "選択肢（表の場合は行と列）を1つ以上入れてください。"));
export type Question = z.infer<typeof Question>;

/** What residents are asked: the form without its retired parts. */
export function shownQuestions(questions: readonly Question[]): Question[] {
  const shown = (parts?: Choice[]) => parts?.filter((part) => !part.retired);
  return questions
    .filter((question) => !question.retired)
    .map((question) => ({
      ...question,
      choices: shown(question.choices),
      rows: shown(question.rows),
      columns: shown(question.columns),
    }));
}

/** By question and topic (a choice, a row of a grid): how often it was sent lately, a month. */
export type HowOften = Record<string, Record<string, number>>;

/** A number, a text, one choice key, several choice keys, or row key → column keys. */
export const Answer = z.union([
  z.number(),
  z.string().check(z.maxLength(1000, "1,000文字以内で入力してください。")),
  z.array(z.string()),
  z.record(z.string(), z.array(z.string())),
]);
export type Answer = z.infer<typeof Answer>;

/** By question key; a missing key means unanswered. */
export const Answers = z.record(z.string(), Answer);
export type Answers = z.infer<typeof Answers>;

export type AnswerIssue = { path: string[]; message: string };

function hasItsParts(question: { kind: string; choices?: unknown[]; rows?: unknown[]; columns?: unknown[] }): boolean {
  if (question.kind === "grid") return Boolean(question.rows?.length && question.columns?.length);
  if (question.kind === "single" || question.kind === "multiple") return Boolean(question.choices?.length);
  return true;
}
