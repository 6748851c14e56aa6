import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAlone } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { addJob } from "./add.ts";
import { registerWorker, releaseDeadWorkers } from "./dead-workers.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A job that the queue gave to this worker a minute ago. */
async function takeJob(worker: string): Promise<void> {
  await addJob(database.client.db, "sweep", {});
  await database.client.sql`
    update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now() - interval '1 minute'
    where locked_by is null`;
}

async function takenBy(): Promise<string[]> {
  const rows = await database.client
    .sql`select locked_by from graphile_worker._private_jobs where locked_by is not null`;
  return rows.map((row) => row.locked_by);
}

it("jobs of a worker that lives stay with it, those of one that died or froze are freed", async () => {
  const { db } = database.client;
  const [talking, silent, dying] = [1, 2, 3].map(() => connectAlone(database.url));
  const living = await registerWorker(db, talking!.db, ["living"]);
  const frozen = await registerWorker(db, silent!.db, ["frozen"]);
  await registerWorker(db, dying!.db, ["dead"]);
  for (const worker of ["living", "frozen", "dead"]) await takeJob(worker);
  await dying!.close();
  await expect.poll(() => releaseDeadWorkers(db, 60)).toBe(1);
  expect(await takenBy()).toEqual(["living", "frozen"]);

  for (let asked = 0; asked < 6; asked++) {
    await sleep(200);
    expect(await living.lasts()).toBe(true);
  }
  expect(await releaseDeadWorkers(db, 1)).toBe(1);
  expect(await takenBy()).toEqual(["living"]);
  expect([await living.lasts(), await frozen.lasts()]).toEqual([true, false]);
  await Promise.all([talking!.close(), silent!.close()]);
});
