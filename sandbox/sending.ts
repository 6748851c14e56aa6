import { randomBytes } from "node:crypto";
import { now } from "./clock.ts";
import { recordAcceptance } from "./ledger.ts";
import type { Platform } from "./platform.ts";
import { countFriends, countReached } from "./residents.ts";
import { addBubble, reachedPhones } from "./talks.ts";
import { countUnit } from "./units.ts";
import { countUsage } from "./usage.ts";

export type LineMessage = Record<string, unknown> & { type: string };

/** A request that passed every check: accepting it cannot fail any more. */
export type Sending = {
  via: "multicast" | "push" | "reply" | "broadcast";
  messages: LineMessage[];
  messageKey: string;
  unit?: string;
  recipients: string[] | "everyone";
};

export type SentMessage = { id: string; quoteToken?: string };

/** LINE takes the request: it is counted, and what reaches a phone appears there. */
export function accept(platform: Platform, sending: Sending): SentMessage[] {
  const at = now(platform.clock);
  const reach = reachOf(platform, sending.recipients);
  recordAcceptance(platform.ledger, { ...sending, at, reach });
  countUsage(platform.usage, sending.via, at, reach);
  if (sending.unit) countUnit(platform.units, sending.unit, at, { reached: reach, messages: sending.messages });
  const sent = sending.messages.map((message) => nameMessage(platform, message));
  showOnPhones(platform, sending, sent, at);
  return sent;
}

/** How many of the recipients a message reaches; the others are accepted and silently dropped. */
export function reachOf(platform: Platform, recipients: string[] | "everyone") {
  return recipients === "everyone" ? countFriends(platform.residents) : countReached(platform.residents, recipients);
}

export function nextMessageId(platform: Platform) {
  platform.lastMessageId += 1n;
  return String(platform.lastMessageId);
}

const quotable = new Set(["text", "textV2", "sticker", "image", "video"]);

function nameMessage(platform: Platform, message: LineMessage): SentMessage {
  const id = nextMessageId(platform);
  return quotable.has(message.type) ? { id, quoteToken: randomBytes(24).toString("base64url") } : { id };
}

function showOnPhones(platform: Platform, sending: Sending, sent: SentMessage[], at: number) {
  for (const { userId } of reachedPhones(platform.residents, sending.recipients)) {
    for (const [index, message] of sending.messages.entries()) {
      const id = sent[index]?.id as string;
      addBubble(platform.talks, platform.live, userId, { id, from: "account", message, at, via: sending.via });
    }
  }
}
