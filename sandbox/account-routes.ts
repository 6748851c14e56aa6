import { z } from "zod";
import { dayInJapan, now } from "./clock.ts";
import { type Answer, type LineRequest, lineError, ok, parseJson } from "./exchange.ts";
import { requestErrors } from "./messages/check.ts";
import type { Platform } from "./platform.ts";
import { perHour, perMinute, perSecond } from "./rates.ts";
import { findResident, pageFriends } from "./residents.ts";
import type { Route } from "./routes.ts";
import { unitsOfMonth } from "./units.ts";
import { monthlyUsage, usageOn } from "./usage.ts";
import { isUserId } from "./user-id.ts";
import { postEvents } from "./webhooks.ts";

const often = perSecond(2000);
const get = { method: "GET", auth: true, rate: often } as const;

export const accountRoutes: Route[] = [
  { ...get, name: "info", path: "/v2/bot/info", handle: info },
  { ...get, name: "profile", path: "/v2/bot/profile/{userId}", handle: profile },
  { ...get, name: "followers", path: "/v2/bot/followers/ids", handle: followers },
  { ...get, name: "quota", path: "/v2/bot/message/quota", handle: ({ settings }) => ok(settings.quota) },
  { ...get, name: "consumption", path: "/v2/bot/message/quota/consumption", handle: consumption },
  ...["multicast", "push", "reply", "broadcast"].map(delivery),
  { ...get, name: "aggregation-info", path: "/v2/bot/message/aggregation/info", handle: unitCount },
  { ...get, name: "aggregation-list", path: "/v2/bot/message/aggregation/list", handle: unitNames },
  {
    ...get,
    name: "webhook-endpoint",
    path: "/v2/bot/channel/webhook/endpoint",
    rate: perMinute(1000),
    handle: endpoint,
  },
  {
    ...{ ...get, method: "PUT", name: "set-webhook-endpoint", path: "/v2/bot/channel/webhook/endpoint" },
    ...{ rate: perMinute(1000), handle: setEndpoint },
  },
  {
    ...{ ...get, method: "POST", name: "webhook-test", path: "/v2/bot/channel/webhook/test" },
    ...{ rate: perHour(60), handle: testEndpoint },
  },
];

function info({ options }: Platform) {
  const names = { basicId: "@sandbox", displayName: "サンドボックス市" };
  return ok({ userId: options.botUserId, ...names, chatMode: "bot", markAsReadMode: "auto" });
}

function profile({ residents }: Platform, { params }: LineRequest) {
  const { userId } = params;
  if (!isUserId(userId)) return lineError(400, "The value for the 'userId' parameter is invalid");
  const resident = findResident(residents, userId);
  if (!resident?.friend || resident.blocked) return lineError(404, "Not found");
  return ok({ displayName: resident.displayName, userId, language: "ja" });
}

function followers(platform: Platform, { query }: LineRequest) {
  const limit = Number(query.get("limit") ?? 300);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) return badParameter("limit", "Must be between 1 and 1000");
  const offset = readStart(query.get("start"), now(platform.clock));
  if (offset === undefined) return badParameter("start", "Invalid continuation token");
  const { userIds, next } = pageFriends(platform.residents, offset, limit);
  return ok({ userIds, next: next === undefined ? undefined : startToken(next, now(platform.clock)) });
}

function consumption({ usage, clock }: Platform) {
  return ok({ totalUsage: monthlyUsage(usage, now(clock)) });
}

function delivery(kind: string): Route {
  const handle = ({ usage, clock }: Platform, { query }: LineRequest) => {
    const date = query.get("date") ?? "";
    return isDay(date) ? ok(usageOn(usage, kind, date, now(clock))) : badParameter("date", "Must be yyyyMMdd");
  };
  return { ...get, name: `delivery-${kind}`, path: `/v2/bot/message/delivery/${kind}`, handle };
}

function unitCount({ units, clock }: Platform) {
  return ok({ numOfCustomAggregationUnits: unitsOfMonth(units, now(clock)).length });
}

function unitNames({ units, clock }: Platform, { query }: LineRequest) {
  const limit = Number(query.get("limit") ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return badParameter("limit", "Must be between 1 and 100");
  const offset = readStart(query.get("start"), now(clock));
  if (offset === undefined) return badParameter("start", "Invalid continuation token");
  const names = unitsOfMonth(units, now(clock));
  const next = names.length > offset + limit ? startToken(offset + limit, now(clock)) : undefined;
  return ok({ customAggregationUnits: names.slice(offset, offset + limit), next });
}

function endpoint({ webhook }: Platform) {
  if (!webhook.url) return lineError(404, "Webhook endpoint not found");
  return ok({ endpoint: webhook.url, active: true });
}

function setEndpoint(platform: Platform, request: LineRequest): Answer {
  const url = readEndpoint(request);
  if ("refused" in url) return url.refused;
  if (!url.endpoint) return badParameter("endpoint", "May not be empty");
  platform.webhook.url = url.endpoint;
  platform.live.onChange();
  return ok();
}

async function testEndpoint(platform: Platform, request: LineRequest): Promise<Answer> {
  const url = request.body.length ? readEndpoint(request) : {};
  if ("refused" in url) return url.refused;
  const target = url.endpoint ?? platform.webhook.url;
  if (!target) return lineError(404, "Webhook endpoint not found");
  const outcome = await postEvents(platform, target, []);
  return ok({ ...outcome, timestamp: new Date(now(platform.clock)).toISOString() });
}

/** LINE takes https only; a city on the same machine may be reached without. */
const endpointSchema = z
  .string()
  .max(500)
  .refine((value) => URL.canParse(value))
  .refine((value) => value.startsWith("https://") || /^http:\/\/(localhost|127\.|\[::1\])/.test(value))
  .optional();

function readEndpoint(request: LineRequest): { endpoint?: string } | { refused: Answer } {
  const parsed = parseJson(request);
  if ("refused" in parsed) return parsed;
  const result = z.object({ endpoint: endpointSchema }).safeParse(parsed.value);
  return result.success ? result.data : { refused: lineError(400, "Invalid webhook endpoint URL") };
}

export function badParameter(property: string, message: string) {
  return lineError(400, requestErrors([{ message, property }]));
}

export function isDay(value: string) {
  return /^\d{8}$/.test(value) && dayInJapan(Date.parse(dashed(value))) === value;
}

function dashed(day: string) {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

const startValidMs = 24 * 3_600_000;

function startToken(offset: number, at: number) {
  return Buffer.from(`${offset} ${Math.floor(at)}`).toString("base64url");
}

function readStart(token: string | null, at: number) {
  if (token === null) return 0;
  const [, offset, issuedAt] = /^(\d+) (\d+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (offset === undefined || at - Number(issuedAt) > startValidMs) return undefined;
  return Number(offset);
}
