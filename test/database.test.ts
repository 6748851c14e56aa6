import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database.ts";

let [one, other]: TestDatabase[] = [];

beforeAll(async () => {
  [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([one?.drop(), other?.drop()]));

test("a suite's database has tables and queue, and shares nothing with another suite's", async () => {
  await one!.client.sql`insert into settings (name, value, updated_at) values ('city', '{}', now())`;
  await one!.client.sql`select graphile_worker.add_job('sweep')`;
  expect((await one!.client.sql`select 1 from settings`).length).toBe(1);
  expect((await other!.client.sql`select 1 from settings`).length).toBe(0);
});
