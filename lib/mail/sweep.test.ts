import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mails } from "#db/schema/mails.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { openNotices } from "../notices/notify.ts";
import { sweepMails } from "./sweep.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("asks once for each mail that stands still, leaves the others, and tells staff once", async () => {
  const { db, sql } = database.client;
  const mail = (minutes: number, state: "received" | "held") => {
    const id = randomUUID();
    return { id, receivedAt: new Date(Date.now() - minutes * 60_000), state, identity: id, raw: Buffer.from("x") };
  };
  const forgotten = mail(5, "received");
  await db.insert(mails).values([forgotten, mail(0, "received"), mail(5, "held")]);
  await sweepMails(db);
  await sweepMails(db);
  const jobs = await sql`select key from graphile_worker.jobs where task_identifier = 'mail.handle'`;
  expect(jobs.map((job) => job.key)).toEqual([`mail.handle:${forgotten.id}`]);
  const notices = await openNotices(db, { kind: "system", task: "test" });
  expect(notices.map(({ cause, count }) => ({ cause, count }))).toEqual([{ cause: "mail.stuck", count: 2 }]);
});
