import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import { receiveMail } from "./receive.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function receive(from: string, subject: string, size = 0): Promise<void> {
  const raw = Buffer.from(
    `From: ${from}\r\nMessage-ID: <${subject}@x>\r\nSubject: ${subject}\r\n\r\n${"x".repeat(size)}`,
  );
  await receiveMail(database.client.db, { raw: raw.toString("base64") });
}

it("mails of one sender wait in one line, so that the order goes before its cancellation; large ones in another", async () => {
  await receive("防災 <bousai@city.example>", "order");
  await receive("防災 <bousai@city.example>", "cancellation");
  await receive("police@pref.example", "police");
  await receive("police@pref.example", "large", 200_000);
  await receive("somebody@else.example", "large-too", 200_000);
  const jobs = await database.client.sql<{ queue: string }[]>`
    select queues.queue_name as queue from graphile_worker._private_jobs jobs
    join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id order by jobs.id`;
  const [order, cancellation, police, large, largeToo] = jobs.map(({ queue }) => queue);
  expect(cancellation).toBe(order);
  expect(police).not.toBe(order);
  expect([large, largeToo]).toEqual(["mail:large", "mail:large"]);
});
