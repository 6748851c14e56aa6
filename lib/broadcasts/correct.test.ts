import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { departments } from "#db/schema/staff.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, type Department, everywhere } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../errors.ts";
import { forgetRecipients } from "../retention/retention.ts";
import { countAudienceFor } from "../segments/audience.ts";
import { composeBroadcast, reviseBroadcast } from "./compose.ts";
import { correctBroadcast } from "./correct.ts";
import { correctionsOf } from "./corrections.ts";
import { scheduleBroadcast } from "./schedule.ts";
import { sendThroughApi } from "./send-through-api.ts";
import { startBroadcast } from "./start.ts";

let database: TestDatabase;
const crime: Department = { id: randomUUID(), name: "防犯課" };
const staffOf = (department: Department | null, permission: "view" | "send" = "send"): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: "職員",
  permissions: everywhere(permission),
  department,
});
const staff = staffOf(null);

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, sql } = database.client;
  await db.insert(departments).values({ ...crime, createdAt: now() });
  await sql`
    insert into followers (line_user_id, friend, registered_at, created_at)
    select 'U' || md5(n::text), true, now(), now() from generate_series(1, 30500) as n`;
});
afterAll(() => database.drop());

const input = {
  title: "断水",
  messages: [{ type: "text", text: "青葉区で断水します。" }],
  audience: { kind: "registered" },
};

/** Frozen, with every third delivery refused by LINE. */
async function sent(more: object = {}, actor = staff): Promise<string> {
  const { db, sql } = database.client;
  const { id } = await composeBroadcast(db, actor, { ...input, ...more }, { source: "staff" });
  await start(id, actor);
  await sql`update deliveries set status = case when id % 3 = 0 then 'rejected' else 'accepted' end, finished_at = now()
    where broadcast_id = ${id}`;
  await sql`update broadcasts set status = 'sent' where id = ${id}`;
  return id;
}

async function start(id: string, actor = staff): Promise<void> {
  await scheduleBroadcast(database.client.db, actor, id);
  await startBroadcast(database.client.db, id);
}

async function peopleOf(id: string, status?: string): Promise<string[]> {
  const rows = await database.client.sql<{ recipients: string[] }[]>`
    select recipients from deliveries where broadcast_id = ${id} and status = coalesce(${status ?? null}, status)`;
  return rows.flatMap(({ recipients }) => recipients).toSorted();
}

describe("a correction", () => {
  it("goes to exactly those for whom LINE took the wrong one, also when others have registered since", async () => {
    const { db, sql } = database.client;
    const wrong = await sent();
    await sql`insert into followers (line_user_id, friend, registered_at, created_at) values ('U-late', true, now(), now())`;
    const draft = await correctBroadcast(db, staff, wrong);
    const people = await peopleOf(wrong, "accepted");
    expect(await countAudienceFor(db, staff, draft.audience)).toBe(people.length);
    await start(draft.id);
    expect(await peopleOf(draft.id)).toEqual(people);
    const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, draft.id));
    expect(row).toMatchObject({ frozen: true, audienceCount: people.length });
    await sql`delete from followers where line_user_id = 'U-late'`;
  });

  it("begins with 【訂正】, keeps text and lane to be put right, and is one draft however often it is asked for", async () => {
    const wrong = await sent({ lane: "urgent" });
    const draft = await correctBroadcast(database.client.db, staff, wrong);
    expect(draft).toMatchObject({ status: "draft", title: "【訂正】断水", lane: "urgent", correctsId: wrong });
    expect((draft.messages[0] as { text: string }).text).toMatch(
      /^【訂正】\n.*誤りがありました[\s\S]*青葉区で断水します。$/,
    );
    expect((await correctBroadcast(database.client.db, staff, wrong)).id).toBe(draft.id);
  });

  it("asked for by two at once is one draft", async () => {
    const wrong = await sent();
    const drafts = await Promise.all([1, 2, 3, 4].map(() => correctBroadcast(database.client.db, staff, wrong)));
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
  });

  it("leaves a text out that would not fit below its head", async () => {
    const wrong = await sent({ messages: [{ type: "text", text: "あ".repeat(5000) }] });
    const draft = await correctBroadcast(database.client.db, staff, wrong);
    expect((draft.messages[0] as { text: string }).text).toMatch(/^【訂正】\n.*次のとおりです。$/);
  });

  it("is linked both ways, with the minutes that passed", async () => {
    const { db, sql } = database.client;
    const wrong = await sent();
    const { id } = await correctBroadcast(db, staff, wrong);
    await sql`update broadcasts set started_at = now() - interval '23 minutes' where id = ${wrong}`;
    expect((await correctionsOf(db, staff, id)).of).toMatchObject({ id: wrong, minutes: 23, isForgotten: false });
    await start(id);
    await sql`update broadcasts set started_at = started_at - interval '10 minutes' where id = ${wrong}`;
    expect((await correctionsOf(db, staff, wrong)).by).toMatchObject([{ id, status: "sending", minutes: 33 }]);
  });

  it("of one for everyone goes to everyone", async () => {
    const wrong = await sent({ audience: { kind: "everyone" } });
    expect((await correctBroadcast(database.client.db, staff, wrong)).audience).toEqual({ kind: "everyone" });
  });

  it("goes by the same rule once it is forgotten who got it, and says so", async () => {
    const { db, sql } = database.client;
    const wrong = await sent();
    const waiting = await correctBroadcast(db, staff, wrong);
    await sql`update deliveries set finished_at = now() - interval '91 days' where broadcast_id = ${wrong}`;
    await forgetRecipients(db);
    await expect(countAudienceFor(db, staff, waiting.audience)).rejects.toThrow(Invalid);
    await sql`update broadcasts set status = 'canceled' where id = ${waiting.id}`;
    const draft = await correctBroadcast(db, staff, wrong);
    expect(draft.audience).toEqual(input.audience);
    expect((await correctionsOf(db, staff, draft.id)).of).toMatchObject({ isForgotten: true });
  });

  it("that waited until nobody knows its people goes back to a person", async () => {
    const { db, sql } = database.client;
    const wrong = await sent();
    const { id } = await correctBroadcast(db, staff, wrong);
    await scheduleBroadcast(db, staff, id);
    await sql`update deliveries set recipients = null where broadcast_id = ${wrong}`;
    await startBroadcast(db, id);
    const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
    expect(row!.status).toBe("draft");
    expect(await peopleOf(id)).toEqual([]);
  });

  it("is refused before the wrong one began, while nobody has it, and to who may only look", async () => {
    const { db, sql } = database.client;
    const { id } = await composeBroadcast(db, staff, input, { source: "staff" });
    await expect(correctBroadcast(db, staff, id)).rejects.toThrow(Conflict);
    await start(id);
    await expect(correctBroadcast(db, staff, id)).rejects.toThrow(/まだいない/);
    await sql`update deliveries set status = 'accepted' where id = (select min(id) from deliveries where broadcast_id = ${id})`;
    await expect(correctBroadcast(db, staffOf(null, "view"), id)).rejects.toThrow(Forbidden);
    expect((await correctBroadcast(db, staff, id)).audience).toEqual({ kind: "recipientsOf", broadcast: id });
  });

  it("belongs to the department of the wrong one, and another department finds nothing to correct", async () => {
    const { db } = database.client;
    const wrong = await sent({}, staffOf(crime));
    await expect(correctBroadcast(db, staffOf({ id: randomUUID(), name: "保育課" }), wrong)).rejects.toThrow(NotFound);
    expect((await correctBroadcast(db, staff, wrong)).departmentId).toBe(crime.id);
  });
});

describe("the recipients of another broadcast", () => {
  it("are named by its own correction only, and by no other system", async () => {
    const { db } = database.client;
    const [wrong, other] = [await sent(), await sent()];
    const audience = { kind: "recipientsOf", broadcast: other };
    const stranger = { ...input, audience };
    await expect(composeBroadcast(db, staff, stranger, { source: "staff" })).rejects.toThrow(Invalid);
    const { id } = await correctBroadcast(db, staff, wrong);
    await expect(reviseBroadcast(db, staff, id, stranger)).rejects.toThrow(Invalid);
    const same = { ...input, audience: { kind: "recipientsOf", broadcast: wrong } };
    expect((await reviseBroadcast(db, staff, id, same)).correctsId).toBe(wrong);
    const token = { kind: "api", id: randomUUID(), name: "防災", permissions: everywhere("send") } as const;
    await expect(sendThroughApi(db, token, stranger, null)).rejects.toThrow(Invalid);
  });
});
