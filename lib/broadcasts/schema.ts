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

type Said = { type: string; text?: string; quickReply?: unknown };

const longestText = 5000;
const mostMessages = 5;

/**
 * Puts why it came, and the way to the form, at the end of what is said, for sending and for the preview alike.
 * Within LINE's limits: at the end of the last text, else as a message of its own, else at the end of an earlier text.
 * Null when there is no room anywhere.
 */
export function withReason(messages: readonly unknown[], reason: string): unknown[] | null {
  const said = messages as Said[];
  const addition = `\n\n${line}\n${reason}`;
  const last = said.at(-1);
  if (last && hasRoom(last, addition)) return replaced(said, said.length - 1, addition);
  if (said.length < mostMessages) return alone(said, reason);
  const earlier = said.findLastIndex((one) => hasRoom(one, addition));
  return earlier < 0 ? null : replaced(said, earlier, addition);
}

const line = "――――――";

/** Counted as LINE does, in UTF-16 units. */
function hasRoom({ type, text }: Said, addition: string): boolean {
  return type === "text" && text !== undefined && text.length + addition.length <= longestText;
}

function replaced(said: Said[], at: number, addition: string): Said[] {
  return said.map((one, index) => (index === at ? { ...one, text: `${one.text}${addition}` } : one));
}

/** Quick replies show under the last message only, so they move along. */
function alone(said: Said[], reason: string): Said[] {
  const { quickReply, ...last } = said.at(-1) ?? { type: "text" };
  const added: Said = { type: "text", text: reason, ...(quickReply !== undefined && { quickReply }) };
  return [...said.slice(0, -1), last, added];
}

/** Whoever composes is told while they can still make room. */
export const noRoomForReason =
  "「なぜ届いた？」の案内が入りません。メッセージを4つまでにするか、本文を短くしてください（LINEの上限は5つ、1つ5,000文字です）。";
