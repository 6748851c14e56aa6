import { z } from "zod";
import { questionKinds } from "#db/words.ts";

/** The form as staff are preparing it: names may still be empty and choices missing. Keys stay what they were made. */

const key = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "キーは半角の英数字・-・_ の64文字以内にしてください。");
const words = z.string().max(2000, "2,000文字以内で入力してください。");
const count = z.number("数字を入力してください。").optional();

const DraftChoice = z.strictObject({
  key,
  label: words,
  help: words.optional(),
  example: words.optional(),
  aliases: z.array(words).optional(),
  retired: z.boolean().optional(),
  mergedInto: key.optional(),
});
export type DraftChoice = z.infer<typeof DraftChoice>;

const DraftQuestion = z.strictObject({
  key,
  kind: z.enum(questionKinds),
  label: words,
  help: words.optional(),
  required: z.boolean().optional(),
  choices: z.array(DraftChoice).optional(),
  rows: z.array(DraftChoice).optional(),
  columns: z.array(DraftChoice).optional(),
  min: count,
  max: count,
  showIf: z.strictObject({ question: key, anyOf: z.array(key) }).optional(),
  retired: z.boolean().optional(),
});
export type DraftQuestion = z.infer<typeof DraftQuestion>;

/** `revision` and `version` are those the person had before their eyes; null: there was no draft yet. */
export const SaveDraft = z.strictObject({
  revision: z.uuid().nullable(),
  version: z.int(),
  questions: z.array(DraftQuestion),
});

export const PublishDraft = z.strictObject({ revision: z.uuid(), version: z.int() });

/** The lists of a question that have parts with a key. */
export const partNames = ["choices", "rows", "columns"] as const;
export type PartName = (typeof partNames)[number];

export const partWords: Record<PartName, string> = { choices: "選択肢", rows: "行", columns: "列" };
