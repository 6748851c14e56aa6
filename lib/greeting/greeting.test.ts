import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { webhookCalls } from "#db/schema/events.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Chatbot } from "../chatbot/schema.ts";
import { Forbidden, type Invalid } from "../errors.ts";
import { handleEvents } from "../events/handle.ts";
import { receiveWebhook } from "../events/receive.ts";
import { listReceived } from "../events/received.ts";
import type { LineClient } from "../line/client.ts";
import { Messages } from "../messages/schema.ts";
import { writeSetting } from "../settings/settings.ts";
import { keywordReply } from "./keyword.ts";
import { automaticMessages, saveGreeting, saveKeywordReplies, saveWhyNote } from "./save.ts";
import { greetingInput, greetingMessages } from "./schema.ts";

let database: TestDatabase;
const replies: { replyToken: string; messages: { text: string }[] }[] = [];
const line: LineClient = {
  get: () => Promise.reject(new Error("nothing to ask")),
  post: async (_path, body) => {
    replies.push(JSON.parse(body));
    return { status: 200, requestId: null, acceptedRequestId: null, retryAfterSeconds: null, body: {} };
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  replies.length = 0;
  await database.client.sql`truncate webhook_calls, forwardings, events, settings cascade`;
});

function staff(permission: "view" | "edit"): Actor {
  return { kind: "staff", id: randomUUID(), name: "職員", department: null, permissions: everywhere(permission) };
}

const greeting = {
  text: "ようこそ",
  title: "受信設定",
  lead: "ご登録ください",
  buttons: [{ label: "受信設定", uri: "{formUrl}" }],
};

async function happens(type: string, more: object) {
  const { db } = database.client;
  const source = { type: "user", userId: `U${"a".repeat(32)}` };
  const event = { type, mode: "active", timestamp: Date.now(), source, webhookEventId: randomUUID(), ...more };
  await receiveWebhook(db, Buffer.from(JSON.stringify({ events: [{ replyToken: "r", ...event }] })), "s");
  const calls = await db.select({ id: webhookCalls.id }).from(webhookCalls);
  await handleEvents(
    db,
    line,
    calls.map(({ id }) => id),
  );
}

const writes = (text: string) => happens("message", { message: { id: randomUUID(), type: "text", text } });

describe("the greeting that staff write", () => {
  it("is what LINE accepts, comes back as written, and greets who comes, and who comes back", async () => {
    const { db } = database.client;
    await saveGreeting(db, staff("edit"), greeting);
    const saved = (await automaticMessages(db, staff("view"))).greeting!;
    expect(Messages.parse(saved.messages)).toEqual(greetingMessages(greeting));
    expect(greetingInput(saved.messages)).toEqual(greeting);
    await happens("follow", { follow: { isUnblocked: false } });
    await happens("follow", { follow: { isUnblocked: true } });
    expect(replies).toHaveLength(2);
    expect(replies[0]!.messages[0]!.text).toBe("ようこそ");
    expect(JSON.stringify(replies)).not.toContain("{formUrl}");
  });

  it("is not taken for something simpler than it is", () => {
    expect(greetingInput([{ type: "sticker", packageId: "1", stickerId: "1" }])).toBeNull();
    expect(
      greetingInput([
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      ]),
    ).toBeNull();
    expect(greetingInput(greetingMessages({ ...greeting, lead: "", buttons: [] }))).toMatchObject({ buttons: [] });
  });

  it("is refused with the place of each mistake, and to those who may not", async () => {
    const { db } = database.client;
    const wrong = { text: "", title: "", lead: "", buttons: [{ label: "あ".repeat(21), uri: "javascript:alert(1)" }] };
    const { issues } = (await saveGreeting(db, staff("edit"), wrong).catch((error) => error)) as Invalid;
    expect(issues.map(({ path }) => path.join("."))).toEqual(["text", "buttons.0.label", "buttons.0.uri", "lead"]);
    await expect(saveGreeting(db, staff("view"), greeting)).rejects.toThrow(Forbidden);
    await expect(saveWhyNote(db, staff("view"), "link")).rejects.toThrow(Forbidden);
    await expect(saveKeywordReplies(db, staff("view"), {})).rejects.toThrow(Forbidden);
  });
});

describe("a keyword", () => {
  const set = {
    enabled: true,
    replies: [{ keyword: "ＡＥＤ", messages: [{ type: "text" as const, text: "地図です" }] }],
  };

  it("is the whole message, whatever its width and case", () => {
    expect(keywordReply(" aed ", set)).toEqual(set.replies[0]!.messages);
    expect(keywordReply("AEDはどこ", set)).toBeNull();
    expect(keywordReply("aed", { ...set, enabled: false })).toBeNull();
    expect(keywordReply(undefined, set)).toBeNull();
  });

  it("is answered only once it is switched on, and while no chatbot answers", async () => {
    const { db } = database.client;
    await writes("AED");
    expect(replies).toEqual([]);
    await saveKeywordReplies(db, staff("edit"), set);
    await writes("AED");
    await writes("市役所はどこ");
    expect(replies).toMatchObject([{ replyToken: "r", messages: [{ text: "地図です" }] }]);
    expect(await listReceived(db, staff("edit"))).toHaveLength(3);
    const url = "http://localhost:9/";
    await writeSetting(db, "chatbot", Chatbot.parse({ destinations: [{ name: "AI", url }] }));
    await writes("AED");
    expect(replies).toHaveLength(1);
    await writeSetting(db, "chatbot", Chatbot.parse({ destinations: [{ name: "AI", url }], replyBy: "kairan" }));
    await writes("AED");
    expect(replies).toHaveLength(2);
  });

  it("stands once", async () => {
    const double = { ...set, replies: [...set.replies, { ...set.replies[0]!, keyword: "aed" }] };
    await expect(saveKeywordReplies(database.client.db, staff("edit"), double)).rejects.toThrow("同じキーワード");
  });
});
