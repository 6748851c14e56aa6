import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { contentOf } from "../deliveries/body.ts";
import { Invalid } from "../errors.ts";
import { changeFriendship } from "../followers/friendship.ts";
import { publishForm } from "../preferences/form.ts";
import { savePreferences } from "../preferences/save.ts";
import { writeSetting } from "../settings/settings.ts";
import { composeBroadcast } from "./compose.ts";
import { previewReason } from "./outgoing.ts";
import { broadcastDetail } from "./read.ts";
import { scheduleBroadcast } from "./schedule.ts";
import { startBroadcast } from "./start.ts";
import { explainBroadcast } from "./why.ts";

let database: TestDatabase;
const actor = { kind: "system", task: "test" } as const;
const lineUserId = `U${"a".repeat(32)}`;
const ward = { key: "ward", kind: "single", label: "お住まいの区", choices: [{ key: "aoba", label: "青葉区" }] };
const rule = { question: "ward", anyOf: ["aoba"] };
const said = { title: "断水", messages: [{ type: "text", text: "断水します。" }] };

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database.client;
  await publishForm(db, actor, [ward]);
  await changeFriendship(db, lineUserId, true, new Date());
  await savePreferences(db, { kind: "follower", lineUserId }, { ward: "aoba" });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate deliveries, broadcasts, settings cascade`;
});

const note = (value: "off" | "footer" | "link") => writeSetting(database.client.db, "whyNote", value);

async function compose(more: object) {
  return composeBroadcast(database.client.db, actor, { ...said, ...more }, { source: "staff" });
}

async function send(more: object) {
  const { db } = database.client;
  const { id } = await compose(more);
  const preview = await broadcastDetail(db, actor, id);
  await scheduleBroadcast(db, actor, id);
  await startBroadcast(db, id);
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  const content = contentOf(row!);
  const sent = JSON.parse(content.forEveryone).messages as { text: string }[];
  return { id, preview, sent, shown: await broadcastDetail(db, actor, id) };
}

it("is sent as the preview showed it, with the reason when the city has set so", async () => {
  await note("footer");
  const { preview, sent, shown } = await send({ audience: { kind: "rule", rule } });
  expect(sent[0]!.text).toMatch(/^断水します。\n\n――――――\n登録した「お住まいの区」に基づいてお届けしています。\n/);
  expect(sent).toEqual(preview.sends);
  expect(sent).toEqual(shown.sends);
  expect(shown.messages).toEqual(said.messages);
});

it("is told to whoever is still writing, word for word, once it is known for which broadcast", async () => {
  const { db } = database.client;
  const audience = { kind: "rule", rule };
  for (const value of ["footer", "link"] as const) {
    await note(value);
    const { id, sent } = await send({ audience });
    expect(sent[0]!.text).toBe(`断水します。\n\n――――――\n${await previewReason(db, actor, id, audience)}`);
    expect(await previewReason(db, actor, null, audience)).toHaveLength(
      (await previewReason(db, actor, id, audience))!.length,
    );
  }
  expect(await previewReason(db, actor, null, { kind: "everyone" })).toBeNull();
});

it("stays as it was sent, whatever the setting becomes later", async () => {
  await note("footer");
  const { id, sent } = await send({ audience: { kind: "registered" } });
  expect(sent[0]!.text).toContain("受信設定の登録に基づいて");
  await note("off");
  expect((await broadcastDetail(database.client.db, actor, id)).sends).toEqual(sent);
});

it("adds nothing for everyone, for trials, and while it is off", async () => {
  await note("link");
  expect((await send({ audience: { kind: "everyone" } })).sent).toEqual(said.messages);
  expect((await send({ audience: { kind: "test" } })).preview.sends).toEqual(said.messages);
  await note("off");
  expect((await send({ audience: { kind: "rule", rule } })).sent).toEqual(said.messages);
});

it("leads by a link to the rule, and to nothing of anybody's", async () => {
  const { db } = database.client;
  await note("link");
  const { id, sent } = await send({ audience: { kind: "rule", rule } });
  const opaque = /\/liff\/why\?b=([\w-]+)$/.exec(sent[0]!.text)![1]!;
  expect(sent[0]!.text).not.toContain(id);
  const { why } = await explainBroadcast(db, opaque);
  expect(why.sent).toMatchObject({ rule, isTrial: false });
  expect(JSON.stringify(why)).not.toContain(lineUserId);
  const { id: draft } = await compose({ audience: { kind: "rule", rule } });
  const unsent = (await broadcastDetail(db, actor, draft)).sends as { text: string }[];
  expect((await explainBroadcast(db, /b=([\w-]+)$/.exec(unsent[0]!.text)![1]!)).why.sent).toBeNull();
  expect((await explainBroadcast(db, "made-up")).why.sent).toBeNull();
});

it("is asked for room while composing; a mail is never held up by it", async () => {
  const picture = { type: "image", originalContentUrl: "https://x.jp/a", previewImageUrl: "https://x.jp/a" };
  const full = { messages: Array(5).fill(picture), audience: { kind: "rule", rule } };
  await note("footer");
  await expect(compose(full)).rejects.toThrow(Invalid);
  const fromMail = { ...said, ...full };
  await composeBroadcast(database.client.db, actor, fromMail, { source: "mail" });
  await note("off");
  expect((await send(full)).sent).toEqual(full.messages);
});
