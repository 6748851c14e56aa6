import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { record } from "#lib/activity/record.ts";
import { verifyActivities } from "#lib/activity/verify.ts";
import { getEnv } from "#lib/env.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { runSequencer } from "./sequencer.ts";

const actor = { kind: "system", task: "test" } as const;
let database: TestDatabase;
let folder: string;
let heads: string;
let running: { stop: () => Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kairan-sequencer-"));
  heads = join(folder, "below", "heads.jsonl");
  database = await createTestDatabase();
  Object.assign(getEnv(), { databaseUrl: database.url, clockOffsetMs: 0 });
});
afterEach(async () => {
  Object.assign(getEnv(), { clockOffsetMs: 0 });
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  await database.drop();
  await rm(folder, { recursive: true });
});

function start(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const done = runSequencer(database.client, heads, stopping.signal);
  const one = {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
  running.push(one);
  return one;
}

const change = (n: number) => record(database.client.db, actor, "test.change", `test:${n}`);
const waiting = async () => (await database.client.sql`select 1 from activities where seq is null`).length;
const lines = async () => (await readFile(heads, "utf8").catch(() => "")).split("\n").filter(Boolean);
const verify = () => verifyActivities(database.client.db, actor, heads);

it("chains within a second of the commit, also with two workers, and after one of them is gone", async () => {
  const [one] = [start(), start()];
  for (let n = 0; n < 4; n++) {
    await change(n);
    if (n === 2) await one.stop();
    await sleep(700);
    expect(await waiting()).toBe(0);
  }
  expect(await verify()).toMatchObject({ ok: true, last: 4 });
});

it("writes the signed head outside when a worker stops, and only what is new after the next start", async () => {
  const one = start();
  await change(1);
  await one.stop();
  expect(await lines()).toHaveLength(1);
  await start().stop();
  expect(await lines()).toHaveLength(1);
  await change(2);
  await start().stop();
  expect((await lines()).map((line) => JSON.parse(line).seq)).toEqual([1, 2]);
  expect(await verify()).toMatchObject({ ok: true, heads: { compared: 2 } });
});

it("writes it once a day also when nothing moved", async () => {
  await change(1);
  await start().stop();
  Object.assign(getEnv(), { clockOffsetMs: 25 * 3_600_000 });
  await start().stop();
  expect((await lines()).map((line) => JSON.parse(line).seq)).toEqual([1, 1]);
});

it("tells staff when what was signed is no longer there, once", async () => {
  const { sql } = database.client;
  for (const n of [1, 2, 3]) await change(n);
  await start().stop();
  await sql`alter table activities disable trigger user`;
  await sql`delete from activities where seq = 3`;
  for (const n of [4, 5]) {
    await change(n);
    await start().stop();
  }
  expect(await sql`select count from notices where cause = 'activity.broken'`).toEqual([{ count: 1 }]);
  expect((await verify()).finding).toMatchObject({ kind: "removed", through: 3 });
});
