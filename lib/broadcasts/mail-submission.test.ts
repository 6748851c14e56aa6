import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { notices } from "#db/schema/settings.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { type Mailbox, startMailbox } from "#test/mailbox.ts";
import { type Actor, type Department, everywhere, type Permissions } from "../actor.ts";
import { getEnv } from "../env.ts";
import { createLineClient } from "../line/client.ts";
import { notify } from "../notices/notify.ts";
import { tellStaff } from "../notices/tell.ts";
import { writeSetting } from "../settings/settings.ts";
import { addDepartment } from "../staff/departments.ts";
import { addStaff } from "../staff/members.ts";
import { removeStaff } from "../staff/remove.ts";
import { approvalsOf } from "./approvals.ts";
import { approveBroadcast, rejectBroadcast } from "./approve.ts";
import { composeBroadcast } from "./compose.ts";
import { mailApproval } from "./mail-submission.ts";
import { scheduleBroadcast } from "./schedule.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
const operator: Actor = { kind: "system", task: "test" };
const sending = { ...everywhere("none"), broadcasts: "send" } as const;

let database: TestDatabase;
let mailbox: Mailbox;
let crime: Department;
let submitter: Staff;
let colleague: Staff;

beforeAll(async () => {
  database = await createTestDatabase();
  mailbox = await startMailbox();
  Object.assign(getEnv(), { smtpUrl: mailbox.url });
  crime = await addDepartment(database.client.db, operator, "防犯課");
  const childcare = await addDepartment(database.client.db, operator, "保育課");
  submitter = await member("submitter", sending, crime);
  colleague = await member("colleague", sending, crime);
  await member("editor", { ...sending, broadcasts: "edit" }, crime);
  await member("stranger", sending, childcare);
  await member("administrator", everywhere("send"), null);
  await removeStaff(database.client.db, operator, (await member("removed", sending, crime)).id);
  const rule = { enabled: true, everyone: true, audienceOver: null, api: true };
  await writeSetting(database.client.db, "approval", rule);
});
afterAll(async () => {
  Object.assign(getEnv(), { smtpUrl: null });
  await mailbox.stop();
  await database.drop();
});
beforeEach(async () => {
  mailbox.mails.length = 0;
  await database.client.db.delete(notices);
});

async function member(name: string, permissions: Permissions, department: Department | null): Promise<Staff> {
  const email = `${name}@example.jp`;
  const password = "correct horse battery";
  const entering = { email, name, password, permissions, departmentId: department?.id ?? null };
  return { kind: "staff", id: await addStaff(database.client.db, operator, entering), name, permissions, department };
}

async function submitted(by: Actor = submitter): Promise<{ id: string; seen: string }> {
  const { db } = database.client;
  const messages = [{ type: "text", text: "断水します" }];
  const input = { title: "断水のお知らせ", messages, audience: { kind: "everyone" } };
  const { id } = await composeBroadcast(db, by, input, { source: by.kind === "api" ? "api" : "staff" });
  await scheduleBroadcast(db, by, id);
  return { id, seen: (await approvalsOf(db, operator, id)).at(-1)!.id };
}

/** Mails all notices that are open, as the night shift does. */
async function told(): Promise<string[][]> {
  const { db } = database.client;
  for (const { id } of await db.select().from(notices)) await tellStaff(db, createLineClient(), id);
  return mailbox.mails.map(({ to }) => to);
}

it("what awaits approval is mailed to those who can approve it, and not to who asked", async () => {
  await submitted();
  expect(await told()).toEqual([["administrator@example.jp", "colleague@example.jp"]]);
});

it("that it was sent back is mailed to who asked, with the reason", async () => {
  const { id, seen } = await submitted();
  await rejectBroadcast(database.client.db, colleague, id, { seen, reason: "日付が違います" });
  await database.client.sql`delete from notices where cause like 'broadcast.approval:%'`;
  expect(await told()).toEqual([["submitter@example.jp"]]);
  expect(mailbox.mails[0]!.text).toContain("日付が違います");
});

it("that it was approved is mailed to who asked, by a job of its own", async () => {
  const { db, sql } = database.client;
  const { id, seen } = await submitted();
  await mailApproval(db, seen);
  expect(mailbox.mails).toEqual([]);
  await approveBroadcast(db, colleague, id, seen);
  expect(await sql`select 1 from graphile_worker.jobs where task_identifier = 'approval.mail'`).toHaveLength(1);
  await mailApproval(db, seen);
  expect(mailbox.mails.map(({ to }) => to)).toEqual([["submitter@example.jp"]]);
  expect(mailbox.mails[0]!.text).toContain("「断水のお知らせ」が承認されました");
  expect(mailbox.mails[0]!.text).toContain(`/admin/broadcasts/${id}`);
});

it("where another system asked, those whom it concerns learn that it was sent back", async () => {
  const token: Actor = { kind: "api", id: crypto.randomUUID(), name: "防災", permissions: everywhere("send") };
  const { id, seen } = await submitted(token);
  const administrator = { ...colleague, department: null };
  await rejectBroadcast(database.client.db, administrator, id, { seen, reason: "訓練でした" });
  await database.client.sql`delete from notices where cause like 'broadcast.approval:%'`;
  // Of no department: then it is the city's own, and no department's.
  expect(await told()).toEqual([["administrator@example.jp"]]);
  await mailApproval(database.client.db, seen);
  expect(mailbox.mails).toHaveLength(1);
});

it("any notice about a broadcast is mailed to no other department; one about the city to all", async () => {
  const { db } = database.client;
  const { id } = await submitted();
  await db.delete(notices);
  await notify(db, { cause: `broadcast.late:${id}`, title: "遅れています", advice: "確認してください。" });
  await notify(db, { cause: "line.quota", title: "使い切りました", advice: "確認してください。" });
  const recipients = await told();
  const ofCrime = ["administrator", "colleague", "editor", "submitter"].map((name) => `${name}@example.jp`);
  expect(recipients).toContainEqual(ofCrime);
  expect(recipients).toContainEqual([...ofCrime, "stranger@example.jp"].sort());
});
