import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bulkUserId, type Control, createControl, messageKeyOf } from "./control.ts";
import { type Sandbox, startSandbox } from "./server.ts";

const messages = [{ type: "text", text: "避難指示" }];
const everybody = [1, 2, 3].map(bulkUserId);
const messageKey = messageKeyOf(messages);

let sandbox: Sandbox;
let control: Control;

beforeAll(async () => {
  sandbox = await startSandbox();
  control = createControl(sandbox.url);
});
afterAll(() => sandbox.close());
beforeEach(() => control.reset());

type Extra = { key?: string; token?: string; type?: string; method?: string; raw?: string; signal?: AbortSignal };

async function line(path: string, body?: unknown, extra: Extra = {}) {
  const { key, token = sandbox.options.channelAccessToken, type = "application/json", raw, signal } = extra;
  const response = await fetch(`${sandbox.url}${path}`, {
    method: extra.method ?? (body === undefined && raw === undefined ? "GET" : "POST"),
    headers: { authorization: `Bearer ${token}`, "content-type": type, ...(key ? { "x-line-retry-key": key } : {}) },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal,
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
}

function multicast(body: object = {}, extra: Extra = {}) {
  return line("/v2/bot/message/multicast", { to: everybody, messages, ...body }, extra);
}

describe("refusals", () => {
  it("wants the channel's token", async () => {
    const answer = await multicast({}, { token: "wrong" });
    expect(answer.status).toBe(401);
    expect(answer.body.message).toContain("Authentication failed due to the following reason: invalid token");
    expect(answer.headers.get("x-line-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("names a malformed recipient by its place and sends to nobody", async () => {
    const answer = await multicast({ to: [bulkUserId(1), "C0123"] });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      message: "The property, to[1], in the request body is invalid (line: -, column: -)",
    });
    expect((await control.ledger()).acceptances).toBe(0);
  });

  it("takes 1 to 500 recipients", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => bulkUserId(n + 1));
    expect((await multicast({ to: many(500) })).status).toBe(200);
    expect((await multicast({ to: many(501) })).body.details[0].message).toBe("Size must be between 1 and 500");
    expect((await multicast({ to: [] })).status).toBe(400);
  });

  it.each([
    ["broken JSON", { raw: '{"to":' }, 400, /could not be parsed as JSON/],
    ["JSON that is no object", { raw: "null" }, 400, /error\(s\)/],
    ["another content type", { raw: "{}", type: "text/plain" }, 415, /The content type, text\/plain/],
    ["more than 2 MB", { raw: JSON.stringify({ x: "a".repeat(2 * 1024 * 1024) }) }, 413, /Too Large/],
    ["a retry key that is no UUID", { raw: "{}", key: "first-try" }, 400, /retry key/],
  ])("refuses %s", async (_, extra, status, message) => {
    const answer = await line("/v2/bot/message/multicast", undefined, extra);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(message);
  });

  it("takes one aggregation unit, on push and multicast only", async () => {
    expect((await multicast({ customAggregationUnits: ["mail_aoba"] })).status).toBe(200);
    expect((await multicast({ customAggregationUnits: ["mail-aoba"] })).status).toBe(400);
    expect((await multicast({ customAggregationUnits: ["a", "b"] })).status).toBe(400);
    const broadcast = await line("/v2/bot/message/broadcast", { messages, customAggregationUnits: ["a"] });
    expect(broadcast.status).toBe(400);
    expect((await line("/v2/bot/message/aggregation/list")).body).toEqual({ customAggregationUnits: ["mail_aoba"] });
  });

  it("validates without sending", async () => {
    expect(await line("/v2/bot/message/validate/multicast", { messages })).toMatchObject({ status: 200, body: {} });
    expect((await line("/v2/bot/message/validate/push", { messages: [] })).status).toBe(400);
    expect((await control.ledger()).acceptances).toBe(0);
  });

  it("answers 429 beyond the rate, and nothing of it counts as sent", async () => {
    const answers = await Promise.all(
      Array.from({ length: 61 }, () => line("/v2/bot/message/broadcast", { messages })),
    );
    expect(answers.filter((one) => one.status === 429)).toHaveLength(1);
    await control.changeSettings({ rate: "off" });
    expect((await line("/v2/bot/message/broadcast", { messages })).status).toBe(200);
    expect((await control.ledger()).messages[0]?.broadcasts).toBe(61);
  });

  it("stops at the month's quota and counts what was used", async () => {
    await control.changeSettings({ quota: { type: "limited", value: 4 } });
    expect((await multicast()).status).toBe(200);
    const answer = await multicast();
    expect(answer).toMatchObject({ status: 429, body: { message: "You have reached your monthly limit." } });
    expect((await line("/v2/bot/message/quota/consumption")).body).toEqual({ totalUsage: 3 });
    expect((await line("/v2/bot/message/quota")).body).toEqual({ type: "limited", value: 4 });
  });
});

describe("retry keys", () => {
  const key = "123e4567-e89b-12d3-a456-426614174000";

  it("answers 409 with the accepted request's id and sends once", async () => {
    const first = await multicast({}, { key });
    const again = await multicast({}, { key: key.toUpperCase() });
    expect([first.status, again.status]).toEqual([200, 409]);
    expect(again.headers.get("x-line-accepted-request-id")).toBe(first.headers.get("x-line-request-id"));
    expect(again.body).toEqual({ message: "The retry key is already accepted" });
    expect(await control.ledger()).toMatchObject({ acceptances: 3, doubled: 0, violationCount: 0 });
  });

  it("gives a push's message ids again", async () => {
    const push = { to: bulkUserId(1), messages };
    const first = await line("/v2/bot/message/push", push, { key });
    const again = await line("/v2/bot/message/push", push, { key });
    expect(again.body.sentMessages).toEqual(first.body.sentMessages);
  });

  it("is a new request after 24 hours", async () => {
    await multicast({}, { key });
    await control.setClock(24 * 3_600_000 - 1000);
    expect((await multicast({}, { key })).status).toBe(409);
    await control.setClock(24 * 3_600_000 + 1000);
    expect((await multicast({}, { key })).status).toBe(200);
    expect((await control.ledger()).doubled).toBe(3);
  });

  it("is not used up by a refused request", async () => {
    await control.addFault({ kind: "429-rate", endpoint: "multicast", count: 1 });
    expect((await multicast({}, { key })).status).toBe(429);
    expect((await multicast({}, { key })).status).toBe(200);
  });

  it("notes another body under the same key, which LINE would not", async () => {
    await multicast({}, { key });
    expect((await multicast({ to: [bulkUserId(9)] }, { key })).status).toBe(409);
    expect((await control.ledger()).violations).toMatchObject([{ kind: "retry-key-reused", endpoint: "multicast" }]);
  });

  it("is refused where LINE does not support it", async () => {
    expect((await line("/v2/bot/message/reply", { replyToken: "x", messages }, { key })).status).toBe(400);
    expect((await line("/v2/bot/message/quota", undefined, { key })).status).toBe(400);
  });
});

describe("faults", () => {
  it("500-before takes nothing, 500-after takes the request", async () => {
    const key = crypto.randomUUID();
    await control.addFault({ kind: "500-before", endpoint: "multicast", count: 1 });
    expect((await multicast({}, { key })).status).toBe(500);
    expect((await control.ledger()).acceptances).toBe(0);
    await control.addFault({ kind: "500-after", endpoint: "multicast", count: 1 });
    expect((await multicast({}, { key })).status).toBe(500);
    expect((await control.ledger()).acceptances).toBe(3);
    expect((await multicast({}, { key })).status).toBe(409);
  });

  it("hangs or cuts the line after taking the request", async () => {
    await control.addFault({ kind: "hang-after", endpoint: "multicast", count: 1 });
    await expect(multicast({}, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
    await control.addFault({ kind: "reset-after", endpoint: "multicast", count: 1 });
    await expect(multicast()).rejects.toThrow();
    expect(await control.ledger()).toMatchObject({ acceptances: 6, doubled: 3, requests: { multicast: { cut: 2 } } });
  });

  it("a hang with latency ends in the true answer", async () => {
    await control.addFault({ kind: "hang-after", endpoint: "multicast", count: 1, latencyMs: 50 });
    expect((await multicast()).status).toBe(200);
  });

  it("refuses a bad id, named or not, until it is left out", async () => {
    await control.addFault({ kind: "bad-id", endpoint: "multicast", userId: bulkUserId(2) });
    expect((await multicast()).body.message).toContain("to[1]");
    expect((await multicast({ to: [bulkUserId(1)] })).status).toBe(200);
    await control.clearFaults();
    await control.addFault({ kind: "bad-id", userId: bulkUserId(2), named: false });
    expect((await multicast()).body).toEqual({ message: "Failed to send messages" });
  });

  it("says when to come back, if it is asked to", async () => {
    await control.addFault({ kind: "429-quota", endpoint: "push", retryAfter: 7, count: 1 });
    const answer = await line("/v2/bot/message/push", { to: bulkUserId(1), messages });
    expect(answer).toMatchObject({ status: 429, body: { message: "You have reached your monthly limit." } });
    expect(answer.headers.get("retry-after")).toBe("7");
  });
});

describe("the ledger", () => {
  it("finds who got a message twice, never, or unasked", async () => {
    await multicast({ to: [1, 2, 3].map(bulkUserId) });
    await multicast({ to: [3, 4].map(bulkUserId) });
    const summary = await control.ledger();
    expect(summary).toMatchObject({ acceptedRequests: 2, acceptances: 5, recipients: 4, doubled: 1 });
    expect(summary.messages[0]).toMatchObject({ messageKey, preview: "避難指示", doubled: 1 });
    expect(await control.checkAudience(messageKey, [2, 3, 5].map(bulkUserId))).toEqual({
      ...{ missing: [bulkUserId(5)], missingCount: 1, doubledCount: 1, extraCount: 2 },
    });
    expect(await control.residentLedger(bulkUserId(3))).toMatchObject([{ messageKey, count: 2 }]);
  });

  it("keeps messages apart by content and unit", async () => {
    await multicast();
    await multicast({ customAggregationUnits: ["drill"] });
    await multicast({ messages: [{ text: "避難指示", type: "text" }], customAggregationUnits: ["drill"] });
    expect((await control.ledger()).doubled).toBe(3);
    expect(await control.residentLedger(bulkUserId(1))).toMatchObject([{ count: 1 }, { count: 2 }]);
  });

  it("notes the same recipient twice in one request", async () => {
    await multicast({ to: [bulkUserId(1), bulkUserId(1)] });
    expect(await control.ledger()).toMatchObject({ doubled: 1, violations: [{ kind: "duplicate-recipient" }] });
  });

  it("lets a broadcast double what was multicast before", async () => {
    await control.addResidents(10);
    await multicast();
    await line("/v2/bot/message/broadcast", { messages });
    expect(await control.ledger()).toMatchObject({ acceptances: 13, recipients: 10, doubled: 3 });
  });
});

describe("residents", () => {
  it("accepts but does not deliver to someone who blocked the account", async () => {
    const { userId } = await control.addResident({ displayName: "花子", blocked: true });
    expect((await multicast({ to: [userId] })).status).toBe(200);
    expect((await control.talk(userId)).bubbles).toEqual([]);
    expect((await line(`/v2/bot/profile/${userId}`)).status).toBe(404);
    expect((await line("/v2/bot/message/quota/consumption")).body).toEqual({ totalUsage: 0 });
  });

  it("shows what reaches a phone, also live", async () => {
    const { userId } = await control.addResident({ displayName: "太郎" });
    const stop = new AbortController();
    const events = control.events(stop.signal);
    const next = events.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await multicast({ to: [userId] });
    expect((await next).value).toMatchObject({ event: "talk", userId, bubble: { message: messages[0] } });
    stop.abort();
    expect((await control.talk(userId)).bubbles).toMatchObject([{ from: "account", via: "multicast" }]);
  });

  it("refuses a push to an id the channel does not know", async () => {
    await control.changeSettings({ unlisted: "unknown" });
    const push = (to: string) => line("/v2/bot/message/push", { to, messages });
    expect(await push(bulkUserId(1))).toMatchObject({ status: 400, body: { message: "Failed to send messages" } });
    await control.addResidents(1);
    expect((await push(bulkUserId(1))).status).toBe(200);
  });

  it("pages follower ids", async () => {
    await control.addResidents(5);
    const first = await line("/v2/bot/followers/ids?limit=3");
    expect(first.body.userIds).toEqual([1, 2, 3].map(bulkUserId));
    const rest = await line(`/v2/bot/followers/ids?limit=3&start=${first.body.next}`);
    expect(rest.body).toEqual({ userIds: [4, 5].map(bulkUserId) });
    expect((await line("/v2/bot/followers/ids?limit=1001")).status).toBe(400);
  });
});

describe("statistics", () => {
  const day = (daysAgo: number) => new Date(Date.now() + 9 * 3_600_000 - daysAgo * 86_400_000);
  const yyyymmdd = (daysAgo: number) => day(daysAgo).toISOString().slice(0, 10).replaceAll("-", "");

  it("knows a day's deliveries from the next day on", async () => {
    await multicast();
    const path = `/v2/bot/message/delivery/multicast?date=${yyyymmdd(0)}`;
    expect((await line(path)).body).toEqual({ status: "unready" });
    await control.setClock(86_400_000);
    expect((await line(path)).body).toEqual({ status: "ready", success: 3 });
  });

  it("shows nothing about fewer than 20 people", async () => {
    const query = (unit: string) =>
      line(
        `/v2/bot/insight/message/event/aggregation?customAggregationUnit=${unit}&from=${yyyymmdd(0)}&to=${yyyymmdd(-30)}`,
      );
    await multicast({ customAggregationUnits: ["few"] });
    await multicast({ customAggregationUnits: ["many"], to: Array.from({ length: 200 }, (_, n) => bulkUserId(n + 1)) });
    expect((await query("few")).body.overview).toMatchObject({ uniqueImpression: null, uniqueClick: null });
    expect((await query("many")).body.overview).toMatchObject({ uniqueImpression: 120, uniqueClick: 24 });
  });
});

describe("the channel", () => {
  it("issues stateless tokens for 15 minutes", async () => {
    const form = new URLSearchParams({
      ...{ grant_type: "client_credentials", client_id: "1", client_secret: sandbox.options.channelSecret },
    });
    const issue = (raw: string) =>
      line("/oauth2/v3/token", undefined, { raw, type: "application/x-www-form-urlencoded" });
    const { body } = await issue(form.toString());
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 899 });
    expect((await multicast({}, { token: body.access_token })).status).toBe(200);
    await control.setClock(901_000);
    expect((await multicast({}, { token: body.access_token })).status).toBe(401);
    form.set("client_secret", "guess");
    expect((await issue(form.toString())).status).toBe(400);
  });

  it("keeps the control API from foreign pages", async () => {
    const headers = { origin: "https://evil.example" };
    expect((await fetch(`${sandbox.url}/control/residents`, { headers })).status).toBe(403);
  });

  it("changes and tests the webhook URL", async () => {
    const city = createServer((_, response) => response.writeHead(500).end()).listen(0, "127.0.0.1");
    await once(city, "listening");
    const endpoint = `http://127.0.0.1:${(city.address() as AddressInfo).port}/`;
    const set = await line("/v2/bot/channel/webhook/endpoint", { endpoint }, { method: "PUT" });
    expect(set.status).toBe(200);
    expect((await line("/v2/bot/channel/webhook/endpoint")).body).toEqual({ endpoint, active: true });
    const tested = await line("/v2/bot/channel/webhook/test", {});
    expect(tested.body).toMatchObject({ success: false, statusCode: 500, reason: "ERROR_STATUS_CODE" });
    city.close();
  });
});
