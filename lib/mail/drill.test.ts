import { afterAll, beforeAll, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { applyProfile } from "../profile/apply.ts";
import { handleMail } from "./handle.ts";
import { sendHeldMail } from "./held.ts";
import { receiveMail } from "./receive.ts";

const staff: Actor = { kind: "staff", id: "1", name: "防災課", permissions: everywhere("send"), department: null };
let database: TestDatabase;

// The environment is read once per process, and each test file has its own.
process.env.DRILL = "1";

beforeAll(async () => {
  database = await createTestDatabase();
  const everyone = { kind: "everyone" };
  const rules = [
    { key: "hold", name: "確認", when: { field: "subject", contains: "hold" }, audience: everyone, action: "hold" },
    { key: "order", name: "避難", when: { field: "from", contains: "@" }, audience: everyone, lane: "urgent" },
  ];
  const profile = { version: 1, city: { name: "仙台市" }, questions: [], mail: { rules } };
  await applyProfile(database.client.db, { kind: "system", task: "test" }, profile);
});
afterAll(() => database.drop());

async function arrive(subject: string): Promise<string> {
  const raw = `From: a@b.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@b>\r\n\r\ngo`;
  const { id } = await receiveMail(database.client.db, { raw: Buffer.from(raw).toString("base64") });
  await handleMail(database.client.db, id);
  return id;
}

it("with DRILL=1 no mail reaches residents, neither by itself nor by hand", async () => {
  const { db } = database.client;
  await arrive("order");
  const held = await arrive("hold");
  await expect(sendHeldMail(db, staff, held, { audience: { kind: "everyone" } })).rejects.toThrow(Conflict);
  await sendHeldMail(db, staff, held);
  const sent = await db.select().from(broadcasts);
  expect(sent.map(({ audience, lane }) => ({ audience, lane }))).toEqual([
    { audience: { kind: "test" }, lane: "test" },
    { audience: { kind: "test" }, lane: "test" },
  ]);
  for (const { title, messages } of sent) expect(title + JSON.stringify(messages)).toMatch(/^【訓練】.*【訓練】/);
});
