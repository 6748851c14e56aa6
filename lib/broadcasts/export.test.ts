import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { departments } from "#db/schema/staff.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { now } from "../clock.ts";
import { Forbidden } from "../errors.ts";
import { composeBroadcast } from "./compose.ts";
import { exportBroadcasts } from "./export.ts";
import { type BroadcastOrder, listBroadcasts } from "./read.ts";

const department = { id: randomUUID(), name: "防犯課" };
const staff = (own: typeof department | null, permission: "view" | "edit" | "none" = "edit"): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: own ? "佐藤" : "広報",
  permissions: everywhere(permission),
  department: own,
});
let database: TestDatabase;
const db = () => database.client.db;

beforeAll(async () => {
  database = await createTestDatabase();
  await db()
    .insert(departments)
    .values({ ...department, createdAt: now() });
  const drafts: [title: string, by: Actor, scheduledFor?: string][] = [
    ["B お知らせ", staff(null), "2090-02-01T09:00:00+09:00"],
    ['=HYPERLINK("http://evil")', staff(department)],
    ["A お知らせ", staff(null), "2090-01-01T09:00:00+09:00"],
  ];
  for (const [title, by, scheduledFor] of drafts) {
    const input = { title, messages: [{ type: "text", text: "t" }], audience: { kind: "registered" }, scheduledFor };
    await composeBroadcast(db(), by, input, { source: "staff" });
  }
});
afterAll(() => database.drop());

const titles = async (order?: BroadcastOrder) =>
  (await listBroadcasts(db(), staff(null), { order })).map(({ title }) => title[0]);

it("lists newest first, or by the column that was asked for; what has no hour stands last", async () => {
  expect(await titles()).toEqual(["A", "=", "B"]);
  expect(await titles({ by: "hour", direction: "ascending" })).toEqual(["A", "B", "="]);
  expect(await titles({ by: "hour", direction: "descending" })).toEqual(["B", "A", "="]);
  const ascending = await titles({ by: "title", direction: "ascending" });
  expect(await titles({ by: "title", direction: "descending" })).toEqual(ascending.reverse());
});

it("exports what the actor sees as text that a spreadsheet never calculates, on record", async () => {
  const csv = await exportBroadcasts(db(), staff(null), { order: { by: "hour", direction: "ascending" } });
  const lines = csv.split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFタイトル,状態,/);
  expect(lines[1]).toMatch(/^A お知らせ,draft,normal,広報,.*,2090-01-01T09:00:00\+09:00,/);
  expect(lines[3]).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect((await exportBroadcasts(db(), staff(department), {})).split("\r\n")).toHaveLength(3);
  expect(await database.client.sql`select 1 from activities where action = 'broadcast.export'`).toHaveLength(2);
  await expect(exportBroadcasts(db(), staff(null, "none"))).rejects.toThrow(Forbidden);
});
