import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, Invalid } from "../errors.ts";
import { exportSignIns } from "./export-sign-ins.ts";

const chief: Actor = { kind: "staff", id: "1", name: "情報課", permissions: everywhere("send"), department: null };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("is a table that a spreadsheet only reads, filtered as on the screen; who took it is recorded", async () => {
  const { db, sql } = database.client;
  await sql`insert into sign_in_attempts (id, at, email, address, device, outcome) values
    (gen_random_uuid(), '2026-11-21T05:00:00Z', '=cmd@example.jp', '198.51.100.7', 'Windows の Edge', 'password_wrong'),
    (gen_random_uuid(), '2026-11-21T06:00:00Z', 'staff@example.jp', null, null, 'signed_in')`;
  const lines = (await exportSignIns(db, chief)).split("\r\n");
  expect(lines[0]).toBe("\uFEFF日時,メールアドレス,結果,アドレス,端末,ID");
  expect(lines[1]).toMatch(/^2026-11-21T15:00:00\+09:00,staff@example.jp,signed_in,,,/);
  expect(lines[2]).toContain(",'=cmd@example.jp,password_wrong,198.51.100.7,");
  const failures = await exportSignIns(db, chief, { outcomes: ["password_wrong"] });
  expect(failures).not.toContain("staff@example.jp");
  expect(await sql`select 1 from activities where action = 'sign-ins.export'`).toHaveLength(2);
});

it("is nothing for those who may not see staff, nor for outcomes there are none of", async () => {
  const { db } = database.client;
  const viewer: Actor = { ...chief, permissions: { ...everywhere("send"), staff: "none" } };
  await expect(exportSignIns(db, viewer)).rejects.toThrow(Forbidden);
  await expect(exportSignIns(db, chief, { outcomes: ["strange"] })).rejects.toThrow(Invalid);
});
