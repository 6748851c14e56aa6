import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, NotFound } from "../errors.ts";
import {
  inviteTestRecipient,
  listTestRecipients,
  openInvitations,
  redeemCode,
  removeTestRecipient,
  withdrawInvitation,
} from "./register.ts";

const sender: Actor = { kind: "staff", id: "1", name: "広報", permissions: everywhere("send"), department: null };
const phone = `U${"1".repeat(32)}`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("makes a test recipient of whoever writes the code, once", async () => {
  const { db } = database.client;
  const { code } = await inviteTestRecipient(db, sender, { name: "佐藤" });
  expect(await openInvitations(db, sender)).toMatchObject([{ code, name: "佐藤" }]);
  expect(await redeemCode(db, phone, "こんにちは")).toBeNull();
  expect(await redeemCode(db, phone, code.replaceAll("1", "１"))).toBe("佐藤");
  expect(await redeemCode(db, `U${"2".repeat(32)}`, code)).toBeNull();
  expect(await openInvitations(db, sender)).toEqual([]);
  expect(await listTestRecipients(db, sender)).toMatchObject([{ name: "佐藤", lineUserId: phone }]);
  await removeTestRecipient(db, sender, phone);
  await expect(removeTestRecipient(db, sender, phone)).rejects.toThrow(NotFound);
});

it("takes no code that was withdrawn or is past its time", async () => {
  const { db, sql } = database.client;
  const withdrawn = await inviteTestRecipient(db, sender, { name: "鈴木" });
  await withdrawInvitation(db, sender, withdrawn.code);
  await expect(withdrawInvitation(db, sender, withdrawn.code)).rejects.toThrow(NotFound);
  const late = await inviteTestRecipient(db, sender, { name: "高橋" });
  await sql`update test_recipient_codes set expires_for = now() - interval '1 minute'`;
  expect(await openInvitations(db, sender)).toEqual([]);
  for (const { code } of [withdrawn, late]) expect(await redeemCode(db, phone, code)).toBeNull();
  expect(await listTestRecipients(db, sender)).toEqual([]);
});

it("shows codes only to those who may send", async () => {
  const editor: Actor = { ...sender, permissions: everywhere("edit") };
  await expect(openInvitations(database.client.db, editor)).rejects.toThrow(Forbidden);
  await expect(inviteTestRecipient(database.client.db, editor, { name: "伊藤" })).rejects.toThrow(Forbidden);
});
