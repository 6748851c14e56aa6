import { afterAll, beforeAll, expect, it } from "vitest";
import { staff } from "#db/schema/staff.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { Actor } from "../actor.ts";
import { writeSetting } from "../settings/settings.ts";
import { addStaff } from "./members.ts";
import { signInByOidc } from "./oidc.ts";
import { staffOfSession } from "./sessions.ts";
import { listSignIns } from "./sign-ins.ts";

const system: Actor = { kind: "system", task: "test" };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await writeSetting(database.client.db, "requireSecondFactor", true);
});
afterAll(() => database.drop());

it("lets in a member by their verified address, without a second factor of ours", async () => {
  const { db } = database.client;
  await addStaff(db, system, { email: "hana@example.jp", name: "はな", password: "correct horse battery" });
  const answer = await signInByOidc(db, { email: "Hana@Example.jp", isVerified: true, address: "192.0.2.1" });
  if (!("sessionId" in answer)) throw new Error(answer.refused);
  expect(await staffOfSession(db, answer.sessionId)).toMatchObject({ name: "はな" });
  expect(await listSignIns(db, system)).toMatchObject([{ outcome: "oidc_signed_in", address: "192.0.2.1" }]);
});

it("lets in nobody by an address that is not verified, is no member's, or a removed member's", async () => {
  const { db, sql } = database.client;
  expect(await signInByOidc(db, { email: "hana@example.jp", isVerified: false })).toEqual({ refused: "unverified" });
  expect(await signInByOidc(db, { email: "nobody@example.jp", isVerified: true })).toEqual({ refused: "unknown" });
  await sql`update staff set removed = true`;
  expect(await signInByOidc(db, { email: "hana@example.jp", isVerified: true })).toEqual({ refused: "unknown" });
  expect(await db.$count(staff)).toBe(1);
});
