import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Actor, everywhere } from "../actor.ts";
import { Forbidden, NotFound } from "../errors.ts";
import { notify, openNotices, resolvedNotices, resolveNotice } from "./notify.ts";

const editor: Actor = { kind: "staff", id: "1", name: "広報", permissions: everywhere("edit"), department: null };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("tells the same thing once and counts it, and anew once it was taken care of", async () => {
  const { db } = database.client;
  const quota = { cause: "line.quota", title: "使い切りました", advice: "プランを確認してください。" };
  for (let times = 0; times < 40; times++) await notify(db, quota);
  const [open] = await openNotices(db, editor);
  expect(open).toMatchObject({ title: "使い切りました", count: 40, resolvedAt: null });

  await resolveNotice(db, editor, open!.id);
  expect(await openNotices(db, editor)).toEqual([]);
  expect(await resolvedNotices(db, editor)).toMatchObject([{ id: open!.id, count: 40 }]);

  await notify(db, quota);
  expect(await openNotices(db, editor)).toMatchObject([{ count: 1 }]);
  expect(await resolvedNotices(db, editor, { offset: 1 })).toEqual([]);
});

it("leaves what a colleague has taken care of as it is", async () => {
  const { db, sql } = database.client;
  await notify(db, { cause: "mail.stuck", title: "止まっています", advice: "確認してください。" });
  const [open] = await openNotices(db, editor);
  await resolveNotice(db, editor, open!.id);
  const [first] = await resolvedNotices(db, editor);
  await resolveNotice(db, editor, open!.id);
  expect((await resolvedNotices(db, editor))[0]).toEqual(first);
  expect(await sql`select 1 from activities where subject = ${`notice:${open!.id}`}`).toHaveLength(1);
});

it("is nothing for those who may only look, nor for a notice that never was", async () => {
  const { db } = database.client;
  const nobody = "00000000-0000-0000-0000-000000000000";
  await expect(resolveNotice(db, editor, nobody)).rejects.toThrow(NotFound);
  await expect(resolveNotice(db, { ...editor, permissions: everywhere("view") }, nobody)).rejects.toThrow(Forbidden);
});
