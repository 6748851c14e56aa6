import type { Live } from "./live.ts";
import { emit } from "./live.ts";
import { isReached, type Residents } from "./residents.ts";

export type Bubble = {
  id: string;
  from: "account" | "resident";
  message: Record<string, unknown>;
  at: number;
  via: "multicast" | "push" | "reply" | "broadcast" | "text" | "postback";
};

/** What each phone shows. Only residents with a phone have one: a million talks would be of no use to anybody. */
export type Talks = Map<string, Bubble[]>;

const longestTalk = 500;

export function addBubble(talks: Talks, live: Live, userId: string, bubble: Bubble) {
  const talk = talks.get(userId) ?? [];
  talk.push(bubble);
  if (talk.length > longestTalk) talk.shift();
  talks.set(userId, talk);
  emit(live, "talk", { userId, bubble });
}

/** The phones among the recipients that a message reaches. */
export function reachedPhones(residents: Residents, recipients: string[] | "everyone") {
  const phones = [...residents.listed.values()].filter((one) => one.phone && isReached(residents, one.userId));
  if (recipients === "everyone" || phones.length === 0) return phones;
  const addressed = new Set(recipients);
  return phones.filter((one) => addressed.has(one.userId));
}
