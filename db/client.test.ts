import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { connectAlone, type Db } from "./client.ts";

const lock = 7199;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function isFree(): Promise<boolean> {
  const [row] = await database.client.db.execute<{ free: boolean }>(sql`
    select not exists (select from pg_locks where locktype = 'advisory' and objid = ${lock}) as free`);
  return row!.free;
}

async function takeLock(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_lock(${lock})`);
}

describe("a lock whose holder falls silent is let go", () => {
  it.each<[string, (db: Db) => Promise<void>]>([
    ["between two statements", takeLock],
    ["between begin and commit", (db) => db.transaction((tx) => takeLock(tx).then(() => sleep(3000)))],
  ])("%s", async (_, hold) => {
    const session = connectAlone(database.url, { idleSessionMs: 300 });
    const held = hold(session.db).catch(() => {});
    await expect.poll(isFree, { interval: 20, timeout: 5000 }).toBe(false);
    await expect.poll(isFree, { interval: 20, timeout: 2500 }).toBe(true);
    await Promise.all([held, session.close()]);
  });
});
