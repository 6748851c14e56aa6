import { now } from "./clock.ts";
import type { Platform } from "./platform.ts";
import { renewReplyToken } from "./reply-tokens.ts";
import { signature, type WebhookEvent, webhookBody } from "./webhook-body.ts";

/** How the city answered, in the words of LINE's webhook test. */
export type WebhookOutcome = {
  success: boolean;
  statusCode: number;
  reason: "OK" | "COULD_NOT_CONNECT" | "REQUEST_TIMEOUT" | "ERROR_STATUS_CODE" | "NOT_SET";
  detail: string;
};

const answerWithinMs = 2000;
const keptEvents = 1000;

/** Tells the city, and again later when it does not listen and redelivery is switched on. */
export async function deliverEvent(platform: Platform, event: WebhookEvent): Promise<WebhookOutcome> {
  keepEvent(platform, event);
  const outcome = await postEvents(platform, platform.webhook.url, [event]);
  if (!outcome.success && platform.webhook.url) scheduleRedelivery(platform, event, platform.settings.redelivery.times);
  return outcome;
}

/** Sends an event of the past again, marked as a redelivery; nothing when it is not known (any more). */
export async function redeliverEvent(platform: Platform, webhookEventId: string) {
  const event = platform.webhook.events.get(webhookEventId);
  if (!event) return undefined;
  if (event.replyToken) renewReplyToken(platform.replyTokens, event.replyToken, now(platform.clock));
  return postEvents(platform, platform.webhook.url, [{ ...event, deliveryContext: { isRedelivery: true } }]);
}

/** Posts events (none at all is what LINE's own test sends) and judges the answer. */
export async function postEvents(
  platform: Platform,
  url: string | undefined,
  events: WebhookEvent[],
): Promise<WebhookOutcome> {
  if (!url) return { success: false, statusCode: 0, reason: "NOT_SET", detail: "no webhook URL" };
  try {
    return judge(await post(platform, url, webhookBody(platform.options.botUserId, events)));
  } catch (error) {
    const reason = (error as Error).name === "TimeoutError" ? "REQUEST_TIMEOUT" : "COULD_NOT_CONNECT";
    return { success: false, statusCode: 0, reason, detail: String((error as Error).cause ?? error) };
  }
}

async function post(platform: Platform, url: string, body: Buffer) {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "LineBotWebhook/2.0",
      "x-line-signature": signature(platform.options.channelSecret, body),
    },
    body: new Uint8Array(body),
    redirect: "manual",
    signal: AbortSignal.timeout(answerWithinMs),
  });
  await response.arrayBuffer();
  return response.status;
}

function judge(statusCode: number): WebhookOutcome {
  const success = statusCode === 200;
  return { success, statusCode, reason: success ? "OK" : "ERROR_STATUS_CODE", detail: String(statusCode) };
}

function keepEvent(platform: Platform, event: WebhookEvent) {
  const { events } = platform.webhook;
  events.set(event.webhookEventId, event);
  if (events.size > keptEvents) events.delete(events.keys().next().value as string);
}

function scheduleRedelivery(platform: Platform, event: WebhookEvent, timesLeft: number) {
  if (timesLeft <= 0) return;
  const timer = setTimeout(async () => {
    platform.webhook.timers.delete(timer);
    const outcome = await redeliverEvent(platform, event.webhookEventId);
    if (!outcome?.success) scheduleRedelivery(platform, event, timesLeft - 1);
  }, platform.settings.redelivery.delayMs);
  platform.webhook.timers.add(timer.unref());
}
