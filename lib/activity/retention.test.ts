import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { getEnv } from "../env.ts";
import { settingShapes } from "../settings/schema.ts";
import { writeSetting } from "../settings/settings.ts";
import { createHeadExport } from "./export-head.ts";
import { record } from "./record.ts";
import { forgetActivities } from "./retention.ts";
import { chainActivities } from "./sequence.ts";
import { verifyActivities } from "./verify.ts";

const actor = { kind: "system", task: "test" } as const;
const day = 24 * 3_600_000;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-retention-"));
  database = await createTestDatabase();
  Object.assign(getEnv(), { databaseUrl: database.url });
  const days = settingShapes.retentionDays.parse({ activities: 100 });
  await writeSetting(database.client.db, "retentionDays", days);
});
afterEach(() => Object.assign(getEnv(), { clockOffsetMs: 0 }));
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function act(daysAgo: number, count: number): Promise<void> {
  Object.assign(getEnv(), { clockOffsetMs: -daysAgo * day });
  const { db } = database.client;
  for (let n = 0; n < count; n++) await record(db, actor, "test.change", `test:${daysAgo}`);
  await chainActivities(db);
  await createHeadExport(db, join(folder, "heads.jsonl")).rest();
}

async function night(daysAgo: number): Promise<number> {
  Object.assign(getEnv(), { clockOffsetMs: -daysAgo * day });
  const forgotten = await forgetActivities(database.client.db);
  await chainActivities(database.client.db);
  return forgotten;
}

const verify = () => verifyActivities(database.client.db, actor, join(folder, "heads.jsonl"));

it("old rows go in two nights, and what is left can still be verified", async () => {
  await act(130, 5);
  await act(120, 5);
  await act(110, 5);
  await act(20, 5);
  expect([await night(19), await night(18), await night(17)]).toEqual([0, 10, 0]);
  expect(await verify()).toMatchObject({ ok: true, first: 11, heads: { compared: 2 } });
  expect([await night(9), await night(8)]).toEqual([0, 5]);
  expect(await verify()).toMatchObject({ ok: true, first: 16 });
});

it("nothing younger than ninety days goes, whatever a checkpoint says, and no setting allows less", async () => {
  const { db, sql } = database.client;
  await act(3, 3);
  const [last] = await sql`select seq::int, hash from activities order by seq desc limit 1`;
  await record(db, actor, "activity.checkpoint", "activity", { upTo: last!.seq, hash: last!.hash });
  await chainActivities(db);
  await expect(forgetActivities(db)).rejects.toThrow();
  expect(settingShapes.retentionDays.safeParse({ activities: 89 }).success).toBe(false);
});

it("rows removed past the checkpoint, or covered by one that SQL wrote, are missed", async () => {
  const { sql } = database.client;
  await sql`alter table activities disable trigger user`;
  await sql`delete from activities where seq = (select min(seq) from activities)`;
  expect((await verify()).finding).toMatchObject({ kind: "removed", seq: 16, through: 16 });
  await sql`update activities set detail = jsonb_build_object('upTo', 16, 'hash', (select prev_hash from activities where seq = 17))
    where seq = (select max(seq) from activities where action = 'activity.checkpoint')`;
  expect((await verify()).finding).toMatchObject({ kind: "removed", seq: 16 });
});
