import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Control, createControl } from "./control.ts";
import { type Sandbox, startSandbox } from "./server.ts";
import { signature, ulid } from "./webhook-body.ts";

type Call = { headers: IncomingHttpHeaders; body: string };

let sandbox: Sandbox;
let control: Control;
let city: Server;
let calls: Call[];
let answers: number[];

beforeAll(async () => {
  city = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 200).end();
  }).listen(0, "127.0.0.1");
  await once(city, "listening");
  sandbox = await startSandbox({ webhookUrl: `http://127.0.0.1:${(city.address() as AddressInfo).port}/` });
  control = createControl(sandbox.url);
});
afterAll(async () => {
  await sandbox.close();
  city.close();
});
beforeEach(async () => {
  await control.reset();
  calls = [];
  answers = [];
});

async function hanako() {
  return (await control.addResident({ displayName: "花子" })).userId;
}

function lastEvent() {
  return JSON.parse(calls.at(-1)?.body ?? "{}").events[0];
}

async function reply(replyToken: string | undefined) {
  const response = await fetch(`${sandbox.url}/v2/bot/message/reply`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.options.channelAccessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ replyToken, messages: [{ type: "text", text: "承知しました" }] }),
  });
  return { status: response.status, body: await response.json() };
}

it("signs like LINE", () => {
  const body = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
  expect(signature("8c570fa6dd201bb328f1c1eac23a96d8", body)).toBe("GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=");
});

it("escapes emoji in the signed bytes, so that only the raw body verifies", async () => {
  await control.writeText(await hanako(), "雪🤨です");
  const { body, headers } = calls[0] as Call;
  expect(body).toContain("雪\\uD83E\\uDD28です");
  const sign = (text: string) => createHmac("sha256", sandbox.options.channelSecret).update(text).digest("base64");
  expect(headers["x-line-signature"]).toBe(sign(body));
  expect(headers["x-line-signature"]).not.toBe(sign(JSON.stringify(JSON.parse(body))));
});

it("tells of following, blocking and coming back", async () => {
  const userId = await hanako();
  await control.follow(userId);
  expect(lastEvent()).toMatchObject({
    type: "follow",
    follow: { isUnblocked: false },
    source: { type: "user", userId },
  });
  expect(lastEvent().replyToken).toBeTruthy();
  await control.unfollow(userId);
  expect(lastEvent().type).toBe("unfollow");
  expect(lastEvent()).not.toHaveProperty("replyToken");
  await control.follow(userId);
  expect(lastEvent()).toMatchObject({ follow: { isUnblocked: true }, mode: "active" });
});

it("tells of a tap", async () => {
  await control.tapPostback(await hanako(), { data: "menu=1", displayText: "はい" });
  expect(lastEvent()).toMatchObject({ type: "postback", postback: { data: "menu=1" } });
  expect(lastEvent().webhookEventId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

it("lets a reply token be used once, within a minute", async () => {
  const userId = await hanako();
  const { replyToken } = await control.writeText(userId, "ごみの日は？");
  expect((await reply(replyToken)).body.sentMessages).toHaveLength(1);
  expect(await reply(replyToken)).toEqual({ status: 400, body: { message: "Invalid reply token" } });
  expect((await control.talk(userId)).bubbles.map((one) => one.via)).toEqual(["text", "reply"]);
  const late = await control.writeText(userId, "まだ？");
  await control.setClock(61_000);
  expect((await reply(late.replyToken)).status).toBe(400);
});

it("gives a redelivered event's token another minute, but not beyond 20 minutes", async () => {
  const { replyToken, webhookEventId } = await control.writeText(await hanako(), "はい");
  await control.setClock(120_000);
  expect((await reply(replyToken)).status).toBe(400);
  await control.sendAgain(webhookEventId);
  expect(lastEvent()).toMatchObject({ webhookEventId, deliveryContext: { isRedelivery: true } });
  await control.setClock(21 * 60_000);
  await control.sendAgain(webhookEventId);
  expect((await reply(replyToken)).status).toBe(400);
  await control.setClock(150_000);
  await control.sendAgain(webhookEventId);
  expect((await reply(replyToken)).status).toBe(200);
});

it("sends an event again only when redelivery is on and the city failed", async () => {
  answers = [503];
  const act = await control.writeText(await hanako(), "一");
  expect(act.webhook).toMatchObject({ success: false, statusCode: 503, reason: "ERROR_STATUS_CODE" });
  await control.changeSettings({ redelivery: { times: 2, delayMs: 10 } });
  answers = [503, 503, 200];
  await control.writeText(await hanako(), "二");
  await expect.poll(() => calls.length).toBe(4);
  const events = calls.slice(1).map((call) => JSON.parse(call.body).events[0]);
  expect(events.map((one) => one.deliveryContext.isRedelivery)).toEqual([false, true, true]);
  expect(new Set(events.map((one) => one.webhookEventId)).size).toBe(1);
});

it("posts an empty webhook as LINE's console does", async () => {
  expect(await control.sendEmptyWebhook()).toMatchObject({ success: true, reason: "OK" });
  expect(JSON.parse(calls[0]?.body ?? "")).toEqual({ destination: sandbox.options.botUserId, events: [] });
});

it("makes ids that sort by time", () => {
  expect(ulid(1_700_000_000_000) < ulid(1_700_000_000_001)).toBe(true);
});
