import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql as query } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { getEnv } from "../env.ts";
import { settingShapes } from "../settings/schema.ts";
import { writeSetting } from "../settings/settings.ts";
import { type ChainedEntry, chainedColumns, hashOf } from "./chain.ts";
import { createHeadExport } from "./export-head.ts";
import { record } from "./record.ts";
import { forgetActivities } from "./retention.ts";
import { chainActivities } from "./sequence.ts";
import { verifyActivities } from "./verify.ts";

const actor = { kind: "system", task: "test" } as const;
const dayMs = 24 * 3_600_000;
let database: TestDatabase;
let folder: string;
let heads: string;

/** Ten old rows, of which a checkpoint tells; they are gone. Then young ones, the checkpoint, more young ones, one more checkpoint. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-checkpoint-"));
  heads = join(folder, "heads.jsonl");
  database = await createTestDatabase();
  const { db, sql } = database.client;
  Object.assign(getEnv(), { databaseUrl: database.url });
  await writeSetting(db, "retentionDays", settingShapes.retentionDays.parse({ activities: 100 }));
  for (const [daysAgo, count] of [
    [130, 6],
    [120, 4],
    [110, 3],
  ] as const)
    await act(daysAgo, count);
  await night(25);
  await act(24, 2);
  await night(15);
  await act(10, 3);
  await night(9);
  await act(8, 2);
  await createHeadExport(db, heads).rest();
  Object.assign(getEnv(), { clockOffsetMs: 0 });
  await sql`alter table activities disable trigger user`;
  await sql`create table untouched as select * from activities`;
  await sql`alter table activities drop constraint activities_seq_unique`;
});
beforeEach(restore);
afterAll(async () => {
  Object.assign(getEnv(), { clockOffsetMs: 0 });
  await database.drop();
  await rm(folder, { recursive: true });
});

async function act(daysAgo: number, count: number): Promise<void> {
  const { db } = database.client;
  Object.assign(getEnv(), { clockOffsetMs: -daysAgo * dayMs });
  for (let n = 0; n < count; n++) await record(db, actor, "test.change", `test:${daysAgo}-${n}`);
  await chainActivities(db);
  await createHeadExport(db, heads).rest();
}

async function night(daysAgo: number): Promise<void> {
  Object.assign(getEnv(), { clockOffsetMs: -daysAgo * dayMs });
  await forgetActivities(database.client.db);
  await chainActivities(database.client.db);
}

async function restore(): Promise<void> {
  const { sql } = database.client;
  await sql`delete from activities`;
  await sql`insert into activities select * from untouched`;
}

async function rowsThere(): Promise<{ seq: number; prev_hash: string; action: string }[]> {
  return database.client.sql`select seq::int, prev_hash, action from untouched order by seq`;
}

async function coveredByCheckpoint(): Promise<number> {
  const [row] = await database.client.sql`
    select (detail ->> 'upTo')::int as up_to from untouched where action = 'activity.checkpoint' order by seq desc limit 1`;
  return row!.up_to;
}

/** As somebody would who owns the tables and knows how hashes are made. */
async function chainAnew(): Promise<void> {
  const { db, sql } = database.client;
  const [first] = await rowsThere();
  let [seq, prevHash] = [first!.seq, first!.prev_hash];
  for (const entry of await db.execute<ChainedEntry>(
    query`select ${chainedColumns} from activities order by activities.seq`,
  )) {
    const hash = hashOf(entry, seq, prevHash);
    await sql`update activities set seq = ${seq++}, prev_hash = ${prevHash}, hash = ${hash} where id = ${entry.id}`;
    prevHash = hash;
  }
}

const verify = () => verifyActivities(database.client.db, actor, heads);

const tampering: Record<string, (seq: number) => string> = {
  change: (seq) => `update activities set subject = 'other' where seq = ${seq}`,
  "change of the detail": (seq) => `update activities set detail = detail || '{"upTo": 12}' where seq = ${seq}`,
  removal: (seq) => `delete from activities where seq = ${seq}`,
  "removal of all up to it": (seq) => `delete from activities where seq <= ${seq}`,
  insertion: (seq) => `update activities set seq = seq + 1 where seq >= ${seq};
    insert into activities select gen_random_uuid(), at, actor, action, subject, detail, stamp, ${seq}, prev_hash, hash
      from activities where seq = ${seq + 1}`,
  "swap with the next": (seq) => `update activities set seq = case seq when ${seq} then ${seq + 1} else ${seq} end
    where seq in (${seq}, ${seq + 1})`,
  "swap with the first": (
    seq,
  ) => `update activities as row set seq = there.seq, prev_hash = there.prev_hash, hash = there.hash
    from untouched as there, (select min(seq) as first from untouched) as least
    where row.seq in (${seq}, first) and there.seq in (${seq}, first) and there.seq <> row.seq`,
};

it("two checkpoints stand between the rows that are left, and nothing is wrong", async () => {
  const rows = await rowsThere();
  const checkpoints = rows.filter(({ action }) => action === "activity.checkpoint").map(({ seq }) => seq);
  expect(checkpoints.length).toBeGreaterThanOrEqual(2);
  expect(rows[0]!.seq).toBeGreaterThan(10);
  expect(rows.at(-1)!.seq).toBeGreaterThan(checkpoints.at(-1)!);
  expect(await verify()).toMatchObject({ ok: true, first: rows[0]!.seq, last: rows.at(-1)!.seq });
});

it.each(Object.keys(tampering).flatMap((kind) => [false, true].map((anew) => ({ kind, anew }))))(
  "after old rows went: a $kind is found at each row, checkpoints too, the chain made anew after: $anew",
  async ({ kind, anew }) => {
    const rows = await rowsThere();
    const [first, last] = [rows[0]!.seq, rows.at(-1)!.seq];
    const covered = await coveredByCheckpoint();
    for (const { seq } of rows) {
      if (kind === "swap with the next" && seq === last) continue;
      if (kind === "swap with the first" && seq === first) continue;
      await database.client.sql.unsafe(tampering[kind]!(seq));
      if (anew) await chainAnew();
      const { finding } = await verify();
      // What the newest checkpoint covers goes the next night: then it is no loss that it is gone.
      if (kind === "removal of all up to it" && seq === covered && !anew) expect(finding).toBeNull();
      else expect(finding, `row ${seq}`).not.toBeNull();
      await restore();
    }
  },
);
