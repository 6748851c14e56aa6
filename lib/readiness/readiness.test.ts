import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { metrics } from "./metrics.ts";
import { readiness } from "./readiness.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("is ready with this version's tables and the queue's; an absent sender is only reported", async () => {
  expect(await readiness(database.client.db)).toEqual({
    ready: true,
    database: true,
    migrated: true,
    queue: true,
    sender: "absent",
  });
});

it("tells numbers only, as Prometheus reads them", async () => {
  const text = await metrics(database.client.db);
  expect(text).toContain("# TYPE kairan_broadcasts gauge");
  expect(text).toContain('kairan_sender{state="absent"} 1');
});

it("is not ready while a migration of this version is missing", async () => {
  await database.client.sql`delete from drizzle.__drizzle_migrations`;
  expect(await readiness(database.client.db)).toMatchObject({ ready: false, migrated: false });
});
