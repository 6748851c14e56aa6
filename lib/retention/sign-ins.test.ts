import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { settingShapes } from "../settings/schema.ts";
import { writeSetting } from "../settings/settings.ts";
import { forgetSignIns } from "./sign-ins.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.client.sql`
    insert into sign_in_attempts (id, at, email, outcome)
    select gen_random_uuid(), now() - n * interval '1 day', 'day-' || n || '@example.jp', 'password_wrong'
    from generate_series(1, 2500) n`;
});
afterAll(() => database.drop());

async function oldest(): Promise<string> {
  const [row] = await database.client.sql`select email from sign_in_attempts order by at limit 1`;
  return row!.email;
}

it("keeps the login history for a year, or as long as the city says", async () => {
  const { db } = database.client;
  expect(await forgetSignIns(db)).toBe(2136);
  expect(await oldest()).toBe("day-364@example.jp");
  await writeSetting(db, "retentionDays", settingShapes.retentionDays.parse({ signIns: 100 }));
  expect(await forgetSignIns(db)).toBe(265);
  expect(await oldest()).toBe("day-99@example.jp");
  expect(await forgetSignIns(db)).toBe(0);
});

it("cannot be told to keep it for less than ninety days", () => {
  expect(settingShapes.retentionDays.safeParse({ signIns: 89 }).success).toBe(false);
});
