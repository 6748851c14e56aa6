import { createHmac, randomBytes } from "node:crypto";

export type WebhookEvent = Record<string, unknown> & { webhookEventId: string; replyToken?: string };

/** The bytes LINE would post: astral characters escaped, so that parsing and re-serializing breaks the signature. */
export function webhookBody(destination: string, events: WebhookEvent[]) {
  const json = JSON.stringify({ destination, events });
  return Buffer.from(json.replace(/[\ud800-\udfff]/g, escaped), "utf8");
}

export function signature(channelSecret: string, body: Buffer) {
  return createHmac("sha256", channelSecret).update(body).digest("base64");
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: 10 characters of time in ms, 16 of chance. */
export function ulid(at: number) {
  let time = Math.floor(at);
  let head = "";
  for (let place = 0; place < 10; place += 1) {
    head = crockford[time % 32] + head;
    time = Math.floor(time / 32);
  }
  return head + Array.from(randomBytes(16), (byte) => crockford[byte % 32]).join("");
}

function escaped(half: string) {
  return `\\u${half.charCodeAt(0).toString(16).toUpperCase()}`;
}
