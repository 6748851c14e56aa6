import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { everywhere } from "#lib/actor.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { Forbidden, Invalid } from "../errors.ts";
import { exportActivities } from "./export.ts";
import { listActivities } from "./list.ts";
import { record } from "./record.ts";
import { chainActivities } from "./sequence.ts";

const administrator = {
  kind: "staff",
  id: "7",
  name: '=HYPERLINK("http://evil")',
  permissions: everywhere("send"),
  department: null,
} as const;
const colleague = { ...administrator, id: "8", name: "広報", permissions: everywhere("none") } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database.client;
  // A moment each, for their order is what is tested.
  const next = () => sleep(2);
  await record(db, administrator, "broadcast.compose", "broadcast:1", { title: '改行\n"引用", カンマ' }).then(next);
  await record(db, colleague, "broadcast.stop", "broadcast:1").then(next);
  await record(db, colleague, "broadcasts.other", "broadcasts:1").then(next);
  await record(db, colleague, "segment.save", "segment:ward");
  await chainActivities(db);
});
afterAll(() => database.drop());

const list = async (input?: object) =>
  (await listActivities(database.client.db, administrator, input)).filter(({ action }) => action !== "activity.view");
const actions = async (input?: object) => (await list(input)).map(({ action }) => action);

async function exported(input?: object): Promise<string> {
  let csv = "";
  for await (const lines of await exportActivities(database.client.db, administrator, input)) csv += lines;
  return csv;
}

it("finds by what was done, to what, by whom and when, the latest first", async () => {
  const all = await actions();
  expect(all).toEqual(["segment.save", "broadcasts.other", "broadcast.stop", "broadcast.compose"]);
  expect(await actions({ action: "broadcast" })).toEqual(["broadcast.stop", "broadcast.compose"]);
  expect(await actions({ action: "broadcast.stop" })).toEqual(["broadcast.stop"]);
  expect(await actions({ subject: "broadcast:1" })).toEqual(["broadcast.stop", "broadcast.compose"]);
  expect(await actions({ actorId: "8", action: "broadcast" })).toEqual(["broadcast.stop"]);
  const [, , stop] = await list();
  expect(await actions({ from: stop!.at, action: "broadcast" })).toEqual(["broadcast.stop"]);
  expect(await actions({ to: stop!.at.toISOString(), action: "broadcast" })).toEqual(["broadcast.compose"]);
});

it("pages backwards without missing or repeating one", async () => {
  const seen: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await list({ action: "broadcast", limit: 1, before });
    if (page.length === 0) break;
    seen.push(page[0]!.action);
    before = page[0]!.id;
  }
  expect(seen).toEqual(["broadcast.stop", "broadcast.compose"]);
});

it("exports CSV that a spreadsheet reads as text and never calculates", async () => {
  const csv = await exported({ action: "broadcast" });
  const lines = csv.split("\r\n");
  expect(lines[0]).toBe("\uFEFF番号,日時,操作者の種別,操作者,操作者ID,操作,対象,詳細,ID,直前のハッシュ,ハッシュ");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^1,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+09:00,staff,/);
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil"")",7,broadcast.compose,broadcast:1,`);
  expect(lines[1]).toContain(String.raw`"{""title"": ""改行\n\""引用\"", カンマ""}"`);
  expect(lines[2]).toContain(",広報,8,broadcast.stop,broadcast:1,{},");
});

it("records who looked and who exported, before the first line leaves", async () => {
  const { db, sql } = database.client;
  await exportActivities(db, administrator, { action: "broadcast" });
  const [last] = await sql`select action, detail from activities order by at desc, id desc limit 1`;
  expect(last).toEqual({ action: "activity.export", detail: { filter: { action: "broadcast" } } });
  await listActivities(db, administrator, { subject: "x" });
  expect(
    await sql`select 1 from activities where action = 'activity.view' and detail #>> '{filter,subject}' = 'x'`,
  ).toHaveLength(1);
});

it("is for administrators only, and refuses what it does not understand", async () => {
  const { db } = database.client;
  await expect(listActivities(db, colleague)).rejects.toThrow(Forbidden);
  await expect(exportActivities(db, colleague)).rejects.toThrow(Forbidden);
  await expect(listActivities(db, { kind: "follower", lineUserId: "U1" })).rejects.toThrow(Forbidden);
  await expect(listActivities(db, administrator, { from: "someday" })).rejects.toThrow(Invalid);
  await expect(listActivities(db, administrator, { before: "1" })).rejects.toThrow(Invalid);
});

it("exports more than one page completely", async () => {
  await database.client.sql`
    insert into activities (id, at, actor, action, subject, detail)
    select gen_random_uuid(), now(), '{"kind":"system","task":"x"}', 'test.many', 'test:' || n, '{}' from generate_series(1, 10500) n`;
  const subjects = (await exported({ action: "test.many" }))
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.split(",")[6]);
  expect(new Set(subjects).size).toBe(10_500);
  expect(subjects).toHaveLength(10_500);
});
