import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { LineClient } from "../line/client.ts";
import { forgetWebhookCalls } from "../retention/webhooks.ts";
import { seal, unseal } from "../sealing.ts";
import { writeSetting } from "../settings/settings.ts";
import { eventRow } from "./event-row.ts";
import { handleEvents } from "./handle.ts";
import { readCall } from "./read-call.ts";
import { receiveWebhook } from "./receive.ts";
import { storeCalls } from "./store.ts";

let database: TestDatabase;
const replies: string[] = [];
const line: LineClient = {
  get: () => Promise.reject(new Error("nothing to ask")),
  post: async (_path, body) => {
    replies.push(body);
    return { status: 200, requestId: null, acceptedRequestId: null, retryAfterSeconds: null, body: {} };
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
  const text = { type: "text", text: "ようこそ" } as const;
  await writeSetting(database.client.db, "greeting", { messages: [text] });
});
afterAll(() => database.drop());
beforeEach(async () => {
  replies.length = 0;
  await database.client.sql`truncate webhook_calls, forwardings, events, taps, followers cascade`;
});

const user = { type: "user", userId: `U${"a".repeat(32)}` };
const group = { type: "group", groupId: `C${"b".repeat(32)}` };
const room = { type: "room", roomId: `R${"c".repeat(32)}`, userId: user.userId };
const replyToken = "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA";

function event(type: string, more: object = {}) {
  const context = { webhookEventId: randomUUID(), deliveryContext: { isRedelivery: false } };
  return { type, mode: "active", timestamp: Date.now(), source: user, ...context, ...more };
}

function message(type: string, more: object = {}) {
  return event("message", { replyToken, message: { id: randomUUID(), type, ...more } });
}

const provider = { contentProvider: { type: "line" } };
const known = [
  message("text", {
    text: "@All やあ (love)",
    quoteToken: "q",
    emojis: [{ index: 8, length: 6, productId: "p", emojiId: "1" }],
  }),
  message("text", {
    text: "@All",
    mention: { mentionees: [{ index: 0, length: 4, type: "all" }] },
    quotedMessageId: "4",
  }),
  message("image", { ...provider, quoteToken: "q", imageSet: { id: "E0", index: 1, total: 2 } }),
  message("video", {
    duration: 60_000,
    contentProvider: { type: "external", originalContentUrl: "https://example.com/a.mp4" },
  }),
  message("audio", { duration: 60_000, ...provider }),
  message("file", { fileName: "申請書.pdf", fileSize: 2138 }),
  message("location", { title: "市役所", address: "国分町三丁目", latitude: 38.268, longitude: 140.869 }),
  message("sticker", { packageId: "446", stickerId: "1988", stickerResourceType: "ANIMATION", keywords: ["cony"] }),
  event("unsend", { unsend: { messageId: "325708" } }),
  event("follow", { replyToken, follow: { isUnblocked: false } }),
  event("unfollow"),
  event("join", { source: group, replyToken }),
  event("leave", { source: group }),
  event("memberJoined", { source: room, replyToken, joined: { members: [user] } }),
  event("memberLeft", { source: group, left: { members: [user] } }),
  event("postback", { replyToken, postback: { data: "storeId=12345", params: { datetime: "2026-12-25T01:00" } } }),
  event("postback", { replyToken, postback: { data: "x", params: { newRichMenuAliasId: "b", status: "SUCCESS" } } }),
  event("videoPlayComplete", { replyToken, videoPlayComplete: { trackingId: "track" } }),
  event("beacon", { replyToken, beacon: { hwid: "d41d8cd98f", type: "enter", dm: "00" } }),
  event("accountLink", { replyToken, link: { result: "ok", nonce: "nonce" } }),
  event("accountLink", { link: { result: "failed", nonce: "nonce" } }),
  ...["joined", "left", "renewed"].map((type) =>
    event("membership", { replyToken, membership: { type, membershipId: 3189 } }),
  ),
  event("module", { source: undefined, module: { type: "attached", botId: user.userId, scopes: ["message:send"] } }),
  event("module", { source: undefined, module: { type: "detached", botId: user.userId, reason: "bot_deleted" } }),
  event("activated", { chatControl: { expireAt: Date.now() + 60_000 } }),
  event("deactivated", { mode: "standby" }),
  event("botSuspended", { source: undefined }),
  event("botResumed", { source: undefined }),
  event("delivery", { source: undefined, delivery: { data: "15034552939884E28681A7D668CE9" } }),
  event("messageEdited", { source: group, message: { id: "1", type: "text", text: "直しました" } }),
];
const future = [
  event("telepathy", { thought: { depth: 5, of: [[[]]] } }),
  message("hologram", { beams: 7 }),
  event("follow", { follow: "yes", replyToken: 5 }),
  event("postback", { postback: "tapped" }),
  event("unsend", { unsend: null }),
  event("message", { message: null, source: "somebody", deliveryContext: 1, mode: 7, timestamp: "yesterday" }),
  event("ひかり\u0000\uD800", { webhookEventId: `長い\u0000${"x".repeat(5000)}`, timestamp: 1e300 }),
  { type: 7 },
  {},
];

const tell = (...events: unknown[]) =>
  receiveWebhook(database.client.db, Buffer.from(JSON.stringify({ destination: "U", events })), "s");

async function handleAll() {
  const calls = await database.client.sql<{ id: string }[]>`select id from webhook_calls`;
  await handleEvents(
    database.client.db,
    line,
    calls.map((call) => call.id),
  );
}

const kept = () => database.client.sql`select type, state, reason, body from events order by id`;

it("keeps and handles every kind of event, those that do not exist yet too", async () => {
  await tell(...known, ...future);
  await Promise.all([...known, ...future].map((one) => tell({ ...one, webhookEventId: randomUUID() })));
  await handleAll();
  const rows = await kept();
  expect(rows).toHaveLength(2 * (known.length + future.length));
  expect(rows.filter((row) => !["handled", "ignored"].includes(row.state))).toEqual([]);
  const bodies = rows.map((row) => JSON.parse(unseal("event", row.body).toString()));
  for (const one of known) expect(bodies).toContainEqual(one);
});

it("keeps what LINE signed even when it cannot be read", async () => {
  const deep = `{"events":[{"type":"deep","x":${"[".repeat(50_000)}${"]".repeat(50_000)}}]}`;
  for (const raw of ["", "null", "[]", '{"events":5}', '{"events":', deep, '{"events":[null,7,"x",[]]}'])
    await receiveWebhook(database.client.db, Buffer.from(raw), "s");
  expect(await database.client.sql`select 1 from webhook_calls`).toHaveLength(7);
  await handleAll();
  expect((await kept()).every((row) => row.state === "ignored")).toBe(true);
});

it("keeps a call of a megabyte and one of a thousand events", async () => {
  await tell(message("text", { text: "あ".repeat(340_000) }));
  await tell(...Array.from({ length: 2500 }, () => message("text", { text: "や" })));
  expect(await database.client.sql`select 1 from events`).toHaveLength(2501);
  await handleAll();
});

it("keeps an event once that comes again, at the same moment or in another order", async () => {
  const [first, second] = [message("text"), message("text")];
  await Promise.all([tell(first, second), tell(second, first), tell(first), tell(first, first)]);
  expect(await kept()).toHaveLength(2);
  expect(await database.client.sql`select 1 from webhook_calls`).toHaveLength(4);
});

it("greets a new friend, and one who comes back, each once", async () => {
  await tell(event("follow", { replyToken: "new", follow: { isUnblocked: false } }));
  await tell(event("follow", { replyToken: "back", follow: { isUnblocked: true } }));
  await tell(event("follow", { replyToken: "quiet", mode: "standby" }));
  await handleAll();
  await handleAll();
  expect(replies.map((body) => JSON.parse(body).replyToken).sort()).toEqual(["back", "new"]);
});

it("hides a message that was taken back, whichever came first", async () => {
  const unsend = (messageId: string) => event("unsend", { unsend: { messageId } });
  const write = (id: string) => event("message", { replyToken, message: { id, type: "text", text: "ひみつ" } });
  await tell(write("1"), write("3"));
  await handleAll();
  await tell(unsend("1"));
  await tell(unsend("2"));
  await handleAll();
  await tell(write("2"));
  await handleAll();
  const { sql } = database.client;
  expect(
    await sql`select message_id, body is null as gone from events where type = 'message' order by message_id`,
  ).toEqual([
    { message_id: "1", gone: true },
    { message_id: "2", gone: true },
    { message_id: "3", gone: false },
  ]);
  expect(await sql`select 1 from webhook_calls where raw is null`).toHaveLength(2);
});

it("keeps the bytes of a message once, so that taking it back leaves none, whenever it is redelivered", async () => {
  const { sql } = database.client;
  const written = event("message", { message: { id: "7", type: "text", text: "ひみつ" } });
  const again = { ...written, deliveryContext: { isRedelivery: true } };
  await tell(written);
  await tell(again);
  expect(await sql`select 1 from webhook_calls where raw is not null`).toHaveLength(1);
  await tell(event("unsend", { unsend: { messageId: "7" } }));
  await handleAll();
  await tell(again);
  expect(await sql`select 1 from webhook_calls where raw is not null`).toHaveLength(1);
});

it("keeps the bytes of a call that is written again because nobody knew whether it was", async () => {
  const raw = Buffer.from(JSON.stringify({ events: [message("text")] }));
  const told = readCall(raw);
  const id = randomUUID();
  const rows = told.map((one, index) => eventRow(id, one, index));
  const call = { id, receivedAt: new Date(), signature: "s", contentType: "", raw: seal("webhook", raw), told, rows };
  await storeCalls(database.client.db, [call]);
  await storeCalls(database.client.db, [call]);
  expect(await database.client.sql`select 1 from webhook_calls where raw is not null`).toHaveLength(1);
});

it("believes the last of two news of one millisecond, and does not greet by news that is out of date", async () => {
  const { sql } = database.client;
  const timestamp = Date.now() + 1000;
  await tell(
    event("follow", { timestamp, replyToken: "first", webhookEventId: "01A" }),
    event("unfollow", { timestamp, webhookEventId: "01B" }),
  );
  await handleAll();
  expect(await sql`select friend from followers`).toEqual([{ friend: false }]);
  await tell(event("follow", { timestamp: timestamp - 500, replyToken: "old" }));
  await handleAll();
  expect(await sql`select friend from followers`).toEqual([{ friend: false }]);
  expect(replies.map((body) => JSON.parse(body).replyToken)).toEqual(["first"]);
});

it("waits with the bytes of what was taken back until chatbots have had them", async () => {
  await tell(event("message", { message: { id: "9", type: "text", text: "ひみつ" } }));
  const { sql } = database.client;
  await sql`
    insert into forwardings (call_id, destination, state, next_for, until_for)
    select id, 'AI', 'pending', now(), now() from webhook_calls`;
  await tell(event("unsend", { unsend: { messageId: "9" } }));
  await expect(handleAll()).rejects.toThrow("being forwarded");
  await sql`update forwardings set state = 'forwarded', finished_at = now()`;
  await handleAll();
  expect(await sql`select 1 from webhook_calls where raw is null`).toHaveLength(1);
  expect((await kept()).map((row) => row.state)).toEqual(["ignored", "handled"]);
});

it("counts taps by name and day, each once, and nobody's", async () => {
  const tap = (data: string, params?: object) =>
    event("postback", { postback: { data, params }, timestamp: Date.parse("2026-11-21T15:30:00Z") });
  const again = tap("name=ごみの日&from=menu");
  await tell(
    again,
    tap("name=ごみの日"),
    tap("防災"),
    tap(""),
    tap("x", { newRichMenuAliasId: "tab-b", status: "SUCCESS" }),
  );
  await handleAll();
  await tell({ ...again, deliveryContext: { isRedelivery: true } }, tap("防災"));
  await handleAll();
  await handleAll();
  expect(await database.client.sql`select name, day::text, count from taps order by count desc, name`).toEqual([
    { name: "ごみの日", day: "2026-11-22", count: 2 },
    { name: "防災", day: "2026-11-22", count: 2 },
    { name: "tab-b", day: "2026-11-22", count: 1 },
    { name: "その他", day: "2026-11-22", count: 1 },
  ]);
});

it("counts the many names of a day as one", async () => {
  await tell(...Array.from({ length: 1100 }, (_, index) => event("postback", { postback: { data: `id=${index}` } })));
  await handleAll();
  const rows = await database.client.sql`select name, count from taps`;
  expect(rows).toHaveLength(1001);
  expect(rows.find((row) => row.name === "その他")).toMatchObject({ count: 100 });
});

it("forgets the bytes after a week, and what was said after the setting's days", async () => {
  const { db, sql } = database.client;
  for (const days of [0, 8, 91]) {
    await tell(message("text", { text: `${days}` }));
    await sql`update webhook_calls set received_at = now() - make_interval(days => ${days})
      where id = (select call_id from events order by id desc limit 1)`;
  }
  await forgetWebhookCalls(db);
  expect(await sql`select raw is null as gone from webhook_calls order by received_at desc`).toEqual([
    { gone: false },
    { gone: true },
  ]);
  expect(await sql`select 1 from events`).toHaveLength(2);
});
