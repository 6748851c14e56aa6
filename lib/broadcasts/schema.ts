import { z } from "zod";
import { lanes } from "#db/words.ts";
import { Messages } from "../messages/schema.ts";
import { Audience } from "../segments/schema.ts";

/** What somebody wants to say to whom, and when. No `scheduledFor`: now. */
export const ComposeBroadcast = z.strictObject({
  title: z
    .string("タイトルを入力してください。")
    .trim()
    .min(1, "タイトルを入力してください。")
    .max(100, "タイトルは100文字以内にしてください。"),
  messages: Messages,
  audience: Audience,
  scheduledFor: z.iso
    .datetime({ offset: true, message: "日時は 2026-11-21T14:05:00+09:00 の形で指定してください。" })
    .optional(),
  lane: z.enum(lanes, "lane は urgent / normal / test のいずれかです。").optional(),
});
export type ComposeBroadcast = z.infer<typeof ComposeBroadcast>;

/** Why somebody sent a broadcast back, or sent it without approval. */
export const Reason = z
  .string("理由を入力してください。")
  .trim()
  .min(1, "理由を入力してください。")
  .max(500, "理由は500文字以内にしてください。");
