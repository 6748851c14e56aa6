import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { everywhere } from "#lib/actor.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { record } from "./record.ts";
import { chainActivities } from "./sequence.ts";

const actor = { kind: "staff", id: "7", name: "広報", permissions: everywhere("send"), department: null } as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("300 recorded changes a second go through without waiting, and each is chained within a second", async () => {
  const { db, sql } = database.client;
  const stop = { now: false };
  const chaining = (async () => {
    while (!stop.now) if (!(await chainActivities(db))) await sleep(250);
  })();
  const waits: number[] = [];
  const writes: Promise<void>[] = [];
  const begun = performance.now();
  let late = 0;
  for (let n = 0; n < 900; n++) {
    await sleep(Math.max(0, begun + (n * 1000) / 300 - performance.now()));
    writes.push(change(n));
    if (n % 30 === 0) late = Math.max(late, await waitingSince());
  }
  await Promise.all(writes);
  const took = performance.now() - begun;
  stop.now = true;
  await chaining;
  waits.sort((one, other) => one - other);
  expect(took).toBeLessThan(4000);
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(200);
  expect(late).toBeLessThan(1000);
  await chainActivities(db);
  expect(await sql`select count(*)::int as rows, max(seq)::int as last from activities`).toEqual([
    { rows: 900, last: 900 },
  ]);

  async function change(n: number): Promise<void> {
    const at = performance.now();
    await db.transaction((tx) => record(tx, actor, "test.change", `test:${n}`, { n }));
    waits.push(performance.now() - at);
  }

  async function waitingSince(): Promise<number> {
    const [row] = await sql`
      select coalesce(extract(epoch from clock_timestamp() - min(at)) * 1000, 0)::float8 as ms
      from activities where seq is null`;
    return row!.ms;
  }
});

it("a transaction that commits late comes later in the chain, never in between", async () => {
  const { db, sql } = database.client;
  const gate = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const slow = db.transaction(async (tx) => {
    await record(tx, actor, "test.slow", "test");
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await record(db, actor, "test.quick", "test");
  await chainActivities(db);
  gate.resolve();
  await slow;
  await chainActivities(db);
  const rows = await sql`select action from activities where action in ('test.slow', 'test.quick') order by seq`;
  expect(rows.map((row) => row.action)).toEqual(["test.quick", "test.slow"]);
});

it("several sequencers at once make one chain", async () => {
  const { db, sql } = database.client;
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 20 }, (_, n) => record(db, actor, "test.crowd", `test:${n}`)));
    await Promise.all(Array.from({ length: 5 }, () => chainActivities(db)));
  }
  while (await chainActivities(db));
  const [row] = await sql`
    select count(*)::int as rows, max(seq)::int as last, count(distinct prev_hash)::int as links from activities`;
  expect(row!.rows).toBe(row!.last);
  expect(row!.links).toBe(row!.rows);
});

it("residents are not recorded", async () => {
  const { db, sql } = database.client;
  await record(db, { kind: "follower", lineUserId: "U1" }, "test.resident", "test");
  expect(await sql`select 1 from activities where action = 'test.resident'`).toHaveLength(0);
});
