import { looksLikeCode } from "../test-recipients/code.ts";

export type ReplyOwner = "kairan" | "chatbot" | "nobody";

/** What decides: the event as LINE told it, and the setting. */
type Told = { type: string; mode?: string; replyToken?: string; message?: { text?: string } };
type Agreed = { replyBy: "kairan" | "chatbot"; greetBy: "kairan" | "chatbot"; destinations: readonly unknown[] };

/**
 * Who may use an event's reply token, which is good for one reply: LINE refuses the second. Greeting goes by its own
 * setting, a test recipient's code is always ours, the rest is the chatbot's while there is one.
 */
export function replyOwner(event: Told, agreed: Agreed): ReplyOwner {
  if (!event.replyToken || (event.mode ?? "active") !== "active") return "nobody";
  if (isOurs(event) || agreed.destinations.length === 0) return "kairan";
  return event.type === "follow" ? agreed.greetBy : agreed.replyBy;
}

/** Nobody's but ours, whatever the setting: not even shown to a chatbot when it stands alone. */
export function isOurs({ type, message }: Told): boolean {
  return type === "message" && looksLikeCode(message?.text ?? "");
}
