import type { Message } from "../messages/schema.ts";
import { type KeywordReplies, plainKeyword } from "./schema.ts";

/** What is answered to these words; null when nothing is. Only the whole message counts: 「ごみ」 in a long question does not. */
export function keywordReply(text: string | undefined, { enabled, replies }: KeywordReplies): Message[] | null {
  if (!enabled || text === undefined) return null;
  const said = plainKeyword(text);
  return replies.find(({ keyword }) => plainKeyword(keyword) === said)?.messages ?? null;
}
