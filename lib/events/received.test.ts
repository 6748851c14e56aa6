import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { events, taps, webhookCalls } from "#db/schema/events.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden } from "../errors.ts";
import type { LineClient } from "../line/client.ts";
import { handleEvents } from "./handle.ts";
import { receiveWebhook } from "./receive.ts";
import { listReceived } from "./received.ts";
import { tapCounts } from "./tap-counts.ts";

let database: TestDatabase;
const line = {} as LineClient;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate webhook_calls, forwardings, events, taps cascade`;
});

function staff(permission: "view" | "edit"): Actor {
  return { kind: "staff", id: randomUUID(), name: "職員", department: null, permissions: everywhere(permission) };
}

const resident = `U${"a".repeat(32)}`;

function event(type: string, at: string, more: object) {
  const source = { type: "user", userId: resident };
  return { type, mode: "active", timestamp: Date.parse(at), source, webhookEventId: randomUUID(), ...more };
}

function written(text: string, at: string, id: string = randomUUID()) {
  return event("message", at, { message: { id, type: "text", text } });
}

async function happens(...told: object[]) {
  const { db } = database.client;
  await receiveWebhook(db, Buffer.from(JSON.stringify({ destination: "U", events: told })), "s");
  const calls = await db.select({ id: webhookCalls.id }).from(webhookCalls);
  await handleEvents(
    db,
    line,
    calls.map(({ id }) => id),
  );
}

it("is read by who may, without a name, the latest first, and the look is on record", async () => {
  const { db } = database.client;
  await happens(
    written("ごみの日はいつですか", "2026-11-20T10:00:00+09:00"),
    event("message", "2026-11-20T11:00:00+09:00", { message: { id: "2", type: "sticker", packageId: "1" } }),
    event("follow", "2026-11-20T12:00:00+09:00", {}),
  );
  const read = await listReceived(db, staff("edit"));
  expect(read).toMatchObject([
    { kind: "sticker", text: null },
    { kind: "text", text: "ごみの日はいつですか" },
  ]);
  expect(JSON.stringify(read)).not.toContain(resident);
  const looks = await db.select().from(activities);
  expect(looks).toMatchObject([{ action: "messages.view", detail: { shown: 2 } }]);
  expect(JSON.stringify(looks)).not.toContain("ごみの日");
  await expect(listReceived(db, staff("view"))).rejects.toThrow(Forbidden);
  expect(await db.$count(activities)).toBe(1);
});

it("leaves out what was taken back", async () => {
  const id = randomUUID();
  await happens(
    written("取り消す前", "2026-11-20T10:00:00+09:00", id),
    written("残る", "2026-11-20T10:01:00+09:00"),
    event("unsend", "2026-11-20T10:02:00+09:00", { unsend: { messageId: id } }),
  );
  expect((await listReceived(database.client.db, staff("edit"))).map(({ text }) => text)).toEqual(["残る"]);
});

it("is found by the day in Japan, and page by page", async () => {
  const { db } = database.client;
  await happens(
    written("前の日の最後", "2026-11-19T23:59:59+09:00"),
    written("朝", "2026-11-20T00:00:00+09:00"),
    written("夜", "2026-11-20T23:59:59+09:00"),
    written("次の日", "2026-11-21T00:00:00+09:00"),
  );
  const texts = async (input: object) => (await listReceived(db, staff("edit"), input)).map(({ text }) => text);
  expect(await texts({ day: "2026-11-20" })).toEqual(["夜", "朝"]);
  expect(await texts({ limit: 2, offset: 2 })).toEqual(["朝", "前の日の最後"]);
  await expect(texts({ day: "昨日" })).rejects.toThrow("日付は");
});

it("adds up taps by name over the days asked for", async () => {
  const { db } = database.client;
  await db.insert(taps).values([
    { name: "ごみ", day: "2026-11-19", count: 3 },
    { name: "ごみ", day: "2026-11-20", count: 4 },
    { name: "防災", day: "2026-11-20", count: 9 },
    { name: "防災", day: "2026-11-21", count: 100 },
  ]);
  expect(await tapCounts(db, staff("view"), { from: "2026-11-19", to: "2026-11-20" })).toEqual([
    { name: "防災", count: 9 },
    { name: "ごみ", count: 7 },
  ]);
  expect(await db.$count(events)).toBe(0);
});
