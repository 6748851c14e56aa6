import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { getEnv } from "../env.ts";
import { receiveWebhook } from "../events/receive.ts";
import { writeSetting } from "../settings/settings.ts";
import { createForwarder, type Forwarder } from "./forward.ts";
import { Chatbot } from "./schema.ts";

type Heard = { raw: Buffer; headers: IncomingMessage["headers"] };
type Answering = (response: ServerResponse, turn: number) => void;

let database: TestDatabase;
let forwarder: Forwarder;
let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate webhook_calls, forwardings, events, notices cascade`;
  forwarder = createForwarder(database.client.db, () => {});
  bot = await startBot();
  await listen({ name: "AI", url: bot.url });
});
afterEach(async () => {
  Object.assign(getEnv(), { clockOffsetMs: 0 });
  await bot.close();
});

async function startBot() {
  const heard: Heard[] = [];
  const way: { answer: Answering } = { answer: (response) => response.end() };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push({ raw: Buffer.concat(chunks), headers: request.headers });
    way.answer(response, heard.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const back = () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${port}/callback?x=1`, heard, way, close, back };
}

async function listen(...destinations: { name: string; url: string; enabled?: boolean }[]) {
  await writeSetting(database.client.db, "chatbot", Chatbot.parse({ destinations }));
}

function sign(raw: Buffer) {
  return createHmac("sha256", "secret").update(raw).digest("base64");
}

function event(more: object = {}) {
  const context = { webhookEventId: randomUUID(), deliveryContext: { isRedelivery: false } };
  return { type: "message", mode: "active", timestamp: Date.now(), ...context, ...more };
}

async function tell(raw: string | Buffer) {
  const bytes = Buffer.from(raw as string);
  await receiveWebhook(database.client.db, bytes, sign(bytes));
  return bytes;
}

const tellEvents = (...events: object[]) => tell(JSON.stringify({ destination: "U", events }));

async function rows() {
  return database.client.sql`
    select destination, state, attempts, status_code as status, reason from forwardings order by id`;
}

/** Goes round as the worker does until nothing is open. */
async function untilDone() {
  const open = async () => (await database.client.sql`select 1 from forwardings where finished_at is null`).length;
  await expect
    .poll(
      async () => {
        await forwarder.forwardReady();
        return open();
      },
      { timeout: 8000, interval: 30 },
    )
    .toBe(0);
}

it("hands on the very bytes under the very signature, whatever they are", async () => {
  const odd = [
    `{"destination":"U1",  "events":[${JSON.stringify(event())}] , "x":"\\uD83E\\uDD28"}\r\n`,
    JSON.stringify({ destination: "U", events: [event({ message: { type: "text", text: "絵文字🤨と\u0000と\\" } })] }),
    '{"destination":"U","events":[]}',
    "\uFEFF { not JSON",
    Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
    `{"events":[{"type":5},null,"x",{"type":"message","webhookEventId":7}]}`,
    `{"events":[${JSON.stringify(event({ pad: "あ".repeat(330_000) }))}]}`,
  ];
  const told = await Promise.all(odd.map(tell));
  await untilDone();
  const key = (raw: Buffer) => raw.toString("base64");
  expect(bot.heard.map(({ raw }) => key(raw)).sort()).toEqual(told.map(key).sort());
  for (const { raw, headers } of bot.heard) {
    expect(headers["x-line-signature"]).toBe(sign(raw));
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  }
  expect((await rows()).every((row) => row.state === "forwarded" && row.status === 200)).toBe(true);
});

it("tells of an event once, and nothing of a test recipient's code", async () => {
  const first = event();
  await tellEvents(first);
  await tellEvents({ ...first, deliveryContext: { isRedelivery: true } });
  await tellEvents(event({ message: { type: "text", text: "テスト12345678" } }));
  await tellEvents({ ...first, deliveryContext: { isRedelivery: true } }, event());
  await untilDone();
  expect(bot.heard).toHaveLength(2);
});

it("serves several, and one that is down keeps nobody waiting", async () => {
  const dead = await startBot();
  await dead.close();
  await listen(
    { name: "落ちている", url: dead.url },
    { name: "AI", url: bot.url },
    { name: "停止中", url: bot.url, enabled: false },
  );
  await tellEvents(event());
  await forwarder.forwardReady();
  await expect.poll(() => bot.heard.length).toBe(1);
  await expect
    .poll(async () => (await rows()).map((row) => [row.destination, row.state]))
    .toEqual([
      ["落ちている", "pending"],
      ["AI", "forwarded"],
    ]);
});

it("tries again what a chatbot could not take now, and not what it refused", async () => {
  bot.way.answer = (response, turn) => response.writeHead(turn === 1 ? 503 : 200).end();
  await tellEvents(event());
  await untilDone();
  expect(await rows()).toMatchObject([{ state: "forwarded", attempts: 2, status: 200 }]);
  for (const status of [400, 302]) {
    bot.way.answer = (response) => response.writeHead(status, { location: "/elsewhere" }).end();
    await tellEvents(event());
    await untilDone();
    expect((await rows()).at(-1)).toMatchObject({ state: "refused", attempts: 1, status });
  }
});

it("never tells again what may have been heard: a connection that breaks after the bytes", async () => {
  bot.way.answer = (response) => response.destroy();
  await tellEvents(event());
  await untilDone();
  expect(await rows()).toMatchObject([{ state: "timed_out", attempts: 1, reason: "ECONNRESET" }]);
  expect(bot.heard).toHaveLength(1);
});

it("gives up when the reply token is dead, also when nobody was there to forward", async () => {
  await bot.close();
  await tellEvents(event());
  await forwarder.forwardReady();
  await expect.poll(async () => (await rows())[0]).toMatchObject({ state: "pending", reason: "ECONNREFUSED" });
  Object.assign(getEnv(), { clockOffsetMs: 56_000 });
  forwarder = createForwarder(database.client.db, () => {});
  await forwarder.forwardReady();
  expect(await rows()).toMatchObject([{ state: "too_late" }]);
  await bot.back();
});

it("knows after a crash what nobody can know, and does not tell it twice", async () => {
  await tellEvents(event());
  await tellEvents(event());
  const { sql } = database.client;
  await sql`update forwardings set state = 'sending', posted_at = now()`;
  await forwarder.forwardReady();
  expect(new Set((await rows()).map((row) => row.state))).toEqual(new Set(["sending"]));
  await sql`update forwardings set posted_at = now() - interval '14 seconds'`;
  forwarder = createForwarder(database.client.db, () => {});
  await forwarder.forwardReady();
  expect(await rows()).toMatchObject(Array(2).fill({ state: "timed_out", reason: "interrupted" }));
  expect(bot.heard).toHaveLength(0);
});

it("lets two processes share the work without telling twice", async () => {
  for (let count = 0; count < 60; count++) void tellEvents(event());
  await expect.poll(async () => (await rows()).length).toBe(60);
  const other = createForwarder(database.client.db, () => {});
  await Promise.all([forwarder.forwardReady(), other.forwardReady()]);
  await untilDone();
  expect(bot.heard).toHaveLength(60);
});

it("closes what waits for a chatbot that was switched off", async () => {
  await tellEvents(event());
  await listen({ name: "AI", url: bot.url, enabled: false });
  await database.client.sql`update forwardings set next_for = now() - interval '5 seconds'`;
  await forwarder.forwardReady();
  expect(await rows()).toMatchObject([{ state: "refused", reason: "switched off" }]);
});

it("leaves an ill chatbot alone, tells staff once, and comes back by itself", async () => {
  bot.way.answer = (response) => response.writeHead(503).end();
  for (let count = 0; count < 5; count++) await tellEvents(event());
  await expect.poll(() => forwarder.forwardReady().then(() => bot.heard.length)).toBeGreaterThanOrEqual(5);
  const open = () => database.client.sql`select count, resolved_at from notices`;
  await expect.poll(open).toMatchObject([{ count: 1, resolved_at: null }]);
  const before = bot.heard.length;
  await tellEvents(event());
  await forwarder.forwardReady();
  expect(bot.heard).toHaveLength(before);
  bot.way.answer = (response) => response.end();
  await untilDone();
  expect((await rows()).map((row) => row.state)).toEqual(Array(6).fill("forwarded"));
  await expect.poll(open).toMatchObject([{ count: 1, resolved_at: expect.any(String) }]);
});

it("forwards nothing that its resident took back before", async () => {
  await tellEvents(event());
  await database.client.sql`update webhook_calls set raw = null`;
  await untilDone();
  expect(await rows()).toMatchObject([{ state: "refused", reason: "taken back" }]);
  expect(bot.heard).toHaveLength(0);
});

it("leaves neither LINE nor another chatbot waiting while one hangs", async () => {
  const hanging = await startBot();
  hanging.way.answer = () => {};
  await listen({ name: "黙っている", url: hanging.url }, { name: "AI", url: bot.url });
  for (let count = 0; count < 120; count++) {
    await tellEvents(event());
    if (count % 10 === 0) await forwarder.forwardReady();
  }
  await expect.poll(() => forwarder.forwardReady().then(() => bot.heard.length), { timeout: 8000 }).toBe(120);
  const of = async (name: string) => (await rows()).filter((row) => row.destination === name).map((row) => row.state);
  expect(new Set(await of("黙っている"))).toEqual(new Set(["pending", "sending"]));
  expect(hanging.heard.length).toBeLessThanOrEqual(100);
  await hanging.close();
  await expect.poll(async () => (await of("黙っている")).filter((state) => state === "timed_out").length).toBe(100);
});

it("is not kept busy by a chatbot that is down for an hour, and goes on by itself when it is back", async () => {
  await bot.close();
  for (let minute = 0; minute < 60; minute++) {
    Object.assign(getEnv(), { clockOffsetMs: minute * 60_000 });
    await tellEvents(event({ timestamp: Date.now() + minute * 60_000 }));
    if (minute % 10 === 0) forwarder = createForwarder(database.client.db, () => {});
    await forwarder.forwardReady();
  }
  await bot.back();
  Object.assign(getEnv(), { clockOffsetMs: 61 * 60_000 });
  forwarder = createForwarder(database.client.db, () => {});
  await tellEvents(event({ timestamp: Date.now() + 61 * 60_000 }));
  await untilDone();
  const states = (await rows()).map((row) => row.state);
  expect(states).toEqual([...Array(60).fill("too_late"), "forwarded"]);
  expect(bot.heard).toHaveLength(1);
});
