import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { activities } from "#db/schema/activity.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { getEnv } from "../env.ts";
import { Forbidden, type Invalid } from "../errors.ts";
import { receiveWebhook } from "../events/receive.ts";
import { isSignedByLine } from "../line/signature.ts";
import { notify } from "../notices/notify.ts";
import { writeSetting } from "../settings/settings.ts";
import { readChatbots } from "./destinations.ts";
import { downCause } from "./forward.ts";
import { chatbotHealth } from "./health.ts";
import { listForwardings } from "./list.ts";
import { chatbotSetting, saveChatbot } from "./save.ts";
import { Chatbot } from "./schema.ts";
import { tryChatbot } from "./try.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate webhook_calls, forwardings, events, notices, settings cascade`;
});

function staff(permission: "view" | "edit"): Actor {
  return { kind: "staff", id: randomUUID(), name: "職員", department: null, permissions: everywhere(permission) };
}

const ai = { name: "AI", url: "https://ai.example.jp/callback", enabled: true };

it("is changed by who may, at once in force, and keeps what only the profile sets", async () => {
  const { db } = database.client;
  await writeSetting(db, "chatbot", Chatbot.parse({ privateHosts: ["bot.internal"] }));
  const other = { ...ai, name: "予備", enabled: false };
  await saveChatbot(db, staff("edit"), { destinations: [ai, other], replyBy: "kairan", greetBy: "chatbot" });
  expect(await chatbotSetting(db, staff("view"))).toMatchObject({ privateHosts: ["bot.internal"], replyBy: "kairan" });
  const { destinations, greetBy } = await readChatbots(db);
  expect(destinations.map(({ name }) => name)).toEqual(["AI"]);
  expect(greetBy).toBe("chatbot");
  await expect(saveChatbot(db, staff("view"), { destinations: [] })).rejects.toThrow(Forbidden);
  const [last] = await db.select().from(activities);
  expect(last).toMatchObject({ action: "chatbot.save" });
  expect(JSON.stringify(last)).not.toContain(ai.url);
});

it("names the place of what is wrong", async () => {
  const refused = (destinations: object[]) =>
    saveChatbot(database.client.db, staff("edit"), { destinations }).catch((error: Invalid) => error.issues);
  expect(await refused([ai, { ...ai, name: " AI" }])).toMatchObject([{ path: ["destinations", 1, "name"] }]);
  expect(await refused([{ ...ai, url: "ftp://x" }])).toMatchObject([{ path: ["destinations", 0, "url"] }]);
});

it("is tried by a signed call without events, switched off or not, and by its environment too", async () => {
  const heard: { raw: Buffer; signature: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    heard.push({ raw: Buffer.concat(chunks), signature: String(request.headers["x-line-signature"]) });
    response.writeHead(heard.length === 1 ? 200 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { db } = database.client;
  await saveChatbot(db, staff("edit"), { destinations: [{ name: "AI", url, enabled: false }] });
  expect(await tryChatbot(db, staff("edit"), "AI")).toMatchObject({ isWell: true, status: 200, reason: null });
  expect(JSON.parse(heard[0]!.raw.toString())).toMatchObject({ events: [] });
  expect(isSignedByLine(heard[0]!.raw, heard[0]!.signature)).toBe(true);
  Object.assign(getEnv(), { chatbotUrl: url.replace("127.0.0.1", "localhost") });
  expect(await tryChatbot(db, staff("edit"), "CHATBOT_WEBHOOK_URL")).toMatchObject({ isWell: false, status: 401 });
  Object.assign(getEnv(), { chatbotUrl: undefined });
  await new Promise((resolve) => server.close(resolve));
  expect(await tryChatbot(db, staff("edit"), "AI")).toMatchObject({ isWell: false, reason: "ECONNREFUSED" });
  await expect(tryChatbot(db, staff("view"), "AI")).rejects.toThrow(Forbidden);
  await expect(tryChatbot(db, staff("edit"), "誰か")).rejects.toThrow("転送先はありません");
});

it("shows what became of each call, how long it took, and who is down", async () => {
  const { db, sql } = database.client;
  await saveChatbot(db, staff("edit"), { destinations: [ai, { ...ai, name: "停止中", enabled: false }] });
  for (let turn = 0; turn < 20; turn++) await receiveWebhook(db, Buffer.from('{"events":[]}'), "s");
  await sql`update webhook_calls set received_at = now() - interval '1 minute'`;
  await sql`
    update forwardings set state = 'forwarded', attempts = 1, status_code = 200, finished_at = now(), took_ms = place * 10,
      posted_at = now() - interval '1 minute' + make_interval(secs => place / 1000.0)
    from (select id, row_number() over (order by id) as place from forwardings) as numbered
    where numbered.id = forwardings.id and place <= 18`;
  await sql`update forwardings set state = 'timed_out', finished_at = now() where state = 'pending'`;
  await notify(db, { cause: downCause("AI"), title: "t", advice: "a" });
  const [first, second] = await chatbotHealth(db, staff("view"));
  expect(first).toMatchObject({ name: "AI", isDown: true, counts: { forwarded: 18, timed_out: 2 } });
  expect(first!.answerMs).toEqual({ p50: 90, p95: 180 });
  expect(first!.untilPostedMs!.p95).toBeGreaterThan(first!.untilPostedMs!.p50);
  expect(second).toMatchObject({ name: "停止中", isDown: false, counts: {}, answerMs: null });
  expect(await listForwardings(db, staff("view"), { troubled: true })).toMatchObject(
    Array(2).fill({ destination: "AI", state: "timed_out" }),
  );
  expect(await listForwardings(db, staff("view"), { limit: 5, offset: 5 })).toHaveLength(5);
});
