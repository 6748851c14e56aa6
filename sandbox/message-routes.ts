import { hash } from "node:crypto";
import { judgeMessages } from "./checked-messages.ts";
import { now } from "./clock.ts";
import { type Answer, type LineRequest, lineError, ok, parseJson } from "./exchange.ts";
import { takeBadId } from "./faults.ts";
import { recordViolation } from "./ledger.ts";
import { invalidProperty, type MessageBody, readExtras, readRecipient, readRecipients } from "./message-bodies.ts";
import type { Platform } from "./platform.ts";
import { perHour, perSecond } from "./rates.ts";
import { spendReplyToken } from "./reply-tokens.ts";
import { findResident } from "./residents.ts";
import { isRetryKey, noteRetryKey, type RetryKey } from "./retry-keys.ts";
import type { Route } from "./routes.ts";
import { accept, type LineMessage, reachOf, type Sending } from "./sending.ts";
import { exceedsQuota } from "./usage.ts";

type Via = Sending["via"];
type Addressed = { recipients: Sending["recipients"] } | { refused: Answer };
type Kind = { via: Via; address: (platform: Platform, body: MessageBody) => Addressed };

const post = { method: "POST", auth: true } as const;

export const messageRoutes: Route[] = [
  sending("multicast", perSecond(200), (_, body) => readRecipients(body.to)),
  sending("push", perSecond(2000), readPushed),
  sending("broadcast", perHour(60), () => ({ recipients: "everyone" })),
  sending("reply", perSecond(2000), readReplied),
  {
    ...{ ...post, name: "narrowcast", path: "/v2/bot/message/narrowcast", rate: perHour(60), retryKey: true },
    handle: () => lineError(403, "Access to this API is not available for your account"),
  },
  ...["reply", "push", "multicast", "narrowcast", "broadcast"].map(validating),
];

function validating(kind: string): Route {
  const path = `/v2/bot/message/validate/${kind}`;
  return { ...post, name: `validate-${kind}`, path, rate: perSecond(2000), handle: validate };
}

function validate(platform: Platform, request: LineRequest): Answer {
  const parsed = parseJson(request);
  if ("refused" in parsed) return parsed.refused;
  const { error } = judgeMessages(platform.checks, asBody(parsed.value).messages);
  return error ? lineError(400, error) : ok();
}

function sending(via: Via, rate: Route["rate"], address: Kind["address"]): Route {
  const path = `/v2/bot/message/${via}`;
  const handle = (platform: Platform, request: LineRequest) => send(platform, request, { via, address });
  return { ...post, name: via, path, rate, retryKey: via !== "reply", handle };
}

/** The order of refusals: unreadable, accepted before, badly formed, bad recipient, no quota left. */
function send(platform: Platform, request: LineRequest, kind: Kind): Answer {
  const parsed = parseJson(request);
  if ("refused" in parsed) return parsed.refused;
  const { record, refused } = readRetryKey(platform, request, kind.via);
  if (refused) return refused;
  const sending = readSending(platform, asBody(parsed.value), kind);
  if ("refused" in sending) return sending.refused;
  return refuseSending(platform, request, sending) ?? take(platform, request, record, sending);
}

function readRetryKey(platform: Platform, request: LineRequest, via: Via): { record?: RetryKey; refused?: Answer } {
  const key = request.headers["x-line-retry-key"];
  if (key === undefined) return {};
  if (typeof key !== "string" || !isRetryKey(key)) return { refused: lineError(400, "Invalid retry key") };
  const attempt = { endpoint: via, bodyHash: hash("sha1", request.body), at: now(platform.clock) };
  const { record, changed } = noteRetryKey(platform.retryKeys, key, attempt);
  if (changed) violate(platform, request, via, "retry-key-reused", `another request under ${key}`);
  return record.acceptedAs ? { refused: acceptedBefore(record) } : { record };
}

function readSending(platform: Platform, body: MessageBody, { via, address }: Kind): Sending | { refused: Answer } {
  const extras = readExtras(body, via === "multicast" || via === "push");
  if ("refused" in extras) return extras;
  const { error, messageKey } = judgeMessages(platform.checks, body.messages, extras.unit);
  if (error) return { refused: lineError(400, error) };
  const addressed = address(platform, body);
  if ("refused" in addressed) return addressed;
  const messages = body.messages as LineMessage[];
  return { via, messages, messageKey, unit: extras.unit, recipients: addressed.recipients };
}

function acceptedBefore(record: RetryKey): Answer {
  const body = { message: "The retry key is already accepted", sentMessages: record.sentMessages };
  return { status: 409, body, headers: { "x-line-accepted-request-id": record.acceptedAs as string } };
}

function refuseSending(platform: Platform, request: LineRequest, { via, recipients }: Sending) {
  return refuseBadId(platform, request, via, recipients) ?? refuseOverQuota(platform, via, recipients);
}

function refuseBadId(platform: Platform, request: LineRequest, via: Via, recipients: Sending["recipients"]) {
  if (recipients === "everyone") return undefined;
  const bad = takeBadId(platform.faults, via, recipients);
  if (bad) return bad.named && via === "multicast" ? invalidProperty(`to[${bad.index}]`) : failed();
  if (new Set(recipients).size < recipients.length)
    violate(platform, request, via, "duplicate-recipient", "the same id more than once in one request");
  return undefined;
}

function refuseOverQuota(platform: Platform, via: Via, recipients: Sending["recipients"]) {
  const { quota } = platform.settings;
  if (via === "reply" || quota.type === "none") return undefined;
  const over = exceedsQuota(quota, platform.usage, now(platform.clock), reachOf(platform, recipients));
  return over ? lineError(429, "You have reached your monthly limit.") : undefined;
}

function take(platform: Platform, request: LineRequest, record: RetryKey | undefined, sent: Sending): Answer {
  const sentMessages = accept(platform, sent);
  const answersIds = sent.via === "push" || sent.via === "reply";
  if (record) {
    record.acceptedAs = request.requestId;
    if (answersIds) record.sentMessages = sentMessages;
  }
  return ok(answersIds ? { sentMessages } : {});
}

/** A push to an id this channel does not know is refused; to one who blocked the account it is not. */
function readPushed(platform: Platform, body: MessageBody): Addressed {
  const addressed = readRecipient(body.to);
  if ("refused" in addressed) return addressed;
  const known = findResident(platform.residents, addressed.recipients[0] as string);
  return known ? addressed : { refused: failed() };
}

function readReplied(platform: Platform, body: MessageBody): Addressed {
  const token = typeof body.replyToken === "string" ? body.replyToken : "";
  const userId = spendReplyToken(platform.replyTokens, token, now(platform.clock));
  return userId ? { recipients: [userId] } : { refused: lineError(400, "Invalid reply token") };
}

function failed() {
  return lineError(400, "Failed to send messages");
}

function violate(platform: Platform, request: LineRequest, endpoint: string, kind: string, detail: string) {
  const { requestId } = request;
  recordViolation(platform.ledger, { at: now(platform.clock), kind, endpoint, requestId, detail });
}

function asBody(value: unknown): MessageBody {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as MessageBody) : {};
}
