import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { departments } from "#db/schema/staff.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, type Department, everywhere } from "../actor.ts";
import { now } from "../clock.ts";
import { listDeliveries } from "../deliveries/list.ts";
import { NotFound } from "../errors.ts";
import { notify, openNotices, resolvedNotices, resolveNotice } from "../notices/notify.ts";
import { composeBroadcast, reviseBroadcast } from "./compose.ts";
import {
  cancelBroadcast,
  pauseBroadcast,
  reopenBroadcast,
  resumeBroadcast,
  stopBroadcast,
  throttleBroadcast,
} from "./handles.ts";
import { broadcastDetail, listBroadcasts } from "./read.ts";
import { scheduleBroadcast } from "./schedule.ts";
import { broadcastStatus } from "./status.ts";

let database: TestDatabase;
const [crime, childcare] = ["防犯課", "保育課"].map((name) => ({ id: randomUUID(), name })) as [Department, Department];

const staffOf = (department: Department | null): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: department?.name ?? "広報課",
  permissions: everywhere("send"),
  department,
});
const system: Actor = { kind: "system", task: "test" };
const same = staffOf(crime);
const other = staffOf(childcare);
const administrator = staffOf(null);
const token: Actor = { kind: "api", id: randomUUID(), name: "防災", permissions: everywhere("send") };

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.db
    .insert(departments)
    .values([crime, childcare].map((department) => ({ ...department, createdAt: now() })));
});
afterAll(() => database.drop());

const input = {
  title: "防犯のお知らせ",
  messages: [{ type: "text", text: "気をつけてください" }],
  audience: { kind: "registered" },
  scheduledFor: "2090-01-01T12:05:00+09:00",
};

/** A broadcast of the crime department in this state. */
async function broadcastIn(status: string): Promise<string> {
  const { db, sql } = database.client;
  const { id } = await composeBroadcast(db, staffOf(crime), input, { source: "staff" });
  await sql`update broadcasts set status = ${status} where id = ${id}`;
  return id;
}

type Verb = (actor: Actor, id: string) => Promise<unknown>;

const verbs: [name: string, state: string, verb: Verb][] = [
  ["looks at it", "draft", (actor, id) => broadcastDetail(database.client.db, actor, id)],
  ["asks how it goes", "draft", (actor, id) => broadcastStatus(database.client.db, actor, id)],
  ["reads its deliveries", "sent", (actor, id) => listDeliveries(database.client.db, actor, id)],
  ["edits it", "draft", (actor, id) => reviseBroadcast(database.client.db, actor, id, input)],
  ["schedules it", "draft", (actor, id) => scheduleBroadcast(database.client.db, actor, id)],
  ["reopens it", "scheduled", (actor, id) => reopenBroadcast(database.client.db, actor, id)],
  ["cancels it", "scheduled", (actor, id) => cancelBroadcast(database.client.db, actor, id)],
  ["pauses it", "sending", (actor, id) => pauseBroadcast(database.client.db, actor, id, "確認")],
  ["resumes it", "paused", (actor, id) => resumeBroadcast(database.client.db, actor, id)],
  ["stops it", "paused", (actor, id) => stopBroadcast(database.client.db, actor, id)],
  ["slows it down", "sending", (actor, id) => throttleBroadcast(database.client.db, actor, id, 2)],
];

describe.each(verbs)("somebody who %s", (_, state, verb) => {
  it("may, when the broadcast is of the same department", async () => {
    await expect(verb(same, await broadcastIn(state))).resolves.not.toThrow();
  });

  it("finds nothing, and changes nothing, when it is another department's", async () => {
    const id = await broadcastIn(state);
    const before = await broadcastDetail(database.client.db, administrator, id);
    await expect(verb(other, id)).rejects.toThrow(NotFound);
    expect(await broadcastDetail(database.client.db, administrator, id)).toEqual(before);
  });

  it.each([
    ["of no department", administrator],
    ["a system of the city", token],
    ["the night shift", system],
  ])("may, being %s", async (_name, actor) => {
    await expect(verb(actor, await broadcastIn(state))).resolves.not.toThrow();
  });
});

it("lists to a department its own broadcasts only, and to those of none all", async () => {
  const { db } = database.client;
  const ours = await broadcastIn("draft");
  const theirs = (await composeBroadcast(db, other, input, { source: "staff" })).id;
  const nobodys = (await composeBroadcast(db, system, input, { source: "mail" })).id;
  const listed = async (actor: Actor) => (await listBroadcasts(db, actor, { limit: 500 })).map(({ id }) => id);
  expect(await listed(same)).toContain(ours);
  expect(await listed(same)).not.toContain(theirs);
  expect(await listed(same)).not.toContain(nobodys);
  expect(await listed(other)).toEqual([theirs]);
  expect(await listed(administrator)).toEqual(expect.arrayContaining([ours, theirs, nobodys]));
});

it("keeps its department when an administrator edits it", async () => {
  const { db } = database.client;
  const id = await broadcastIn("draft");
  expect((await reviseBroadcast(db, administrator, id, input)).departmentId).toBe(crime.id);
});

it("tells what concerns a broadcast to its own department, and what concerns the house to all", async () => {
  const { db } = database.client;
  const cause = `broadcast.late:${await broadcastIn("draft")}`;
  await notify(db, { cause, title: "遅れ", advice: "確認してください。" });
  await notify(db, { cause: "line.quota", title: "使い切りました", advice: "確認してください。" });
  const causes = async (actor: Actor) => (await openNotices(db, actor)).map((notice) => notice.cause).sort();
  expect(await causes(same)).toEqual([cause, "line.quota"]);
  expect(await causes(other)).toEqual(["line.quota"]);
  expect(await causes(administrator)).toEqual([cause, "line.quota"]);
  const [notice] = (await openNotices(db, same)).filter((open) => open.cause === cause);
  await expect(resolveNotice(db, other, notice!.id)).rejects.toThrow(NotFound);
  await resolveNotice(db, same, notice!.id);
  expect(await resolvedNotices(db, other)).toEqual([]);
  expect(await resolvedNotices(db, same)).toHaveLength(1);
});
