import { now } from "./clock.ts";
import { emit } from "./live.ts";
import type { Platform } from "./platform.ts";
import { issueReplyToken } from "./reply-tokens.ts";
import { type Resident, saveResident } from "./residents.ts";
import { nextMessageId } from "./sending.ts";
import { addBubble } from "./talks.ts";
import { ulid, type WebhookEvent } from "./webhook-body.ts";
import { deliverEvent } from "./webhooks.ts";

/** The resident adds the account, or takes a block back. */
export async function follow(platform: Platform, resident: Resident) {
  const isUnblocked = resident.blocked;
  changeResident(platform, { ...resident, friend: true, blocked: false });
  return tell(platform, event(platform, resident, "follow", { follow: { isUnblocked } }, true));
}

/** The resident blocks the account: the only way of leaving that LINE tells of. */
export async function unfollow(platform: Platform, resident: Resident) {
  changeResident(platform, { ...resident, blocked: true });
  return tell(platform, event(platform, resident, "unfollow", {}, false));
}

export async function writeText(platform: Platform, resident: Resident, text: string) {
  const id = nextMessageId(platform);
  const message = { type: "text", id, quoteToken: `q${id}`, text };
  show(platform, resident, { type: "text", text }, "text");
  return tell(platform, event(platform, resident, "message", { message }, true));
}

type Tap = { data: string; displayText?: string; params?: object };

/** A tap on a postback action; `displayText` appears in the talk as if the resident had written it. */
export async function tapPostback(platform: Platform, resident: Resident, { displayText, ...postback }: Tap) {
  if (displayText) show(platform, resident, { type: "text", text: displayText }, "postback");
  return tell(platform, event(platform, resident, "postback", { postback }, true));
}

export function changeResident(platform: Platform, resident: Resident) {
  saveResident(platform.residents, resident);
  emit(platform.live, "resident", resident);
  return resident;
}

async function tell(platform: Platform, one: WebhookEvent) {
  return { webhookEventId: one.webhookEventId, replyToken: one.replyToken, webhook: await deliverEvent(platform, one) };
}

function event(platform: Platform, { userId }: Resident, type: string, content: object, replyable: boolean) {
  const at = Math.floor(now(platform.clock));
  const replyToken = replyable ? { replyToken: issueReplyToken(platform.replyTokens, userId, at) } : {};
  return {
    ...{ type, ...content, webhookEventId: ulid(at), deliveryContext: { isRedelivery: false }, timestamp: at },
    ...{ source: { type: "user", userId }, ...replyToken, mode: "active" },
  };
}

function show(
  platform: Platform,
  { phone, userId }: Resident,
  message: Record<string, unknown>,
  via: "text" | "postback",
) {
  if (!phone) return;
  const bubble = { id: nextMessageId(platform), from: "resident" as const, message, at: now(platform.clock), via };
  addBubble(platform.talks, platform.live, userId, bubble);
}
