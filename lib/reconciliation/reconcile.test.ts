import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { broadcasts, deliveries } from "#db/schema/broadcasts.ts";
import { notices } from "#db/schema/settings.ts";
import { createTestDatabase, type TestDatabase } from "#test/database.ts";
import type { LineClient } from "../line/client.ts";
import { forgetRecipients } from "../retention/retention.ts";
import { listReconciliations, reconcileYesterday } from "./reconcile.ts";

const actor = { kind: "system", task: "test" } as const;
let database: TestDatabase;
let db: TestDatabase["client"]["db"];

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.client.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client.sql`truncate deliveries, broadcasts, notices, reconciliations cascade`;
});

function lineSaying(status: string, success?: number): LineClient {
  const answer = {
    status: 200,
    requestId: null,
    acceptedRequestId: null,
    retryAfterSeconds: null,
    body: { status, success },
  };
  return { get: async () => answer, post: async () => answer };
}

async function acceptedDaysAgo(days: number, people: number) {
  const at = new Date(Date.now() - days * 24 * 3_600_000);
  const id = randomUUID();
  const common = { createdAt: at, updatedAt: at, createdBy: "test", source: "staff", lane: "normal" } as const;
  await db.insert(broadcasts).values({ ...common, id, title: "t", status: "sent", messages: [], audience: {} });
  const outcome = { status: "accepted" as const, recipients: ["U"], recipientCount: people, finishedAt: at };
  await db
    .insert(deliveries)
    .values({ ...outcome, broadcastId: id, call: "multicast", lane: "normal", retryKey: randomUUID() });
}

it("shows yesterday's acceptances beside LINE's count, and is content with a few people less", async () => {
  await acceptedDaysAgo(1, 1000);
  await acceptedDaysAgo(3, 500);
  await reconcileYesterday(db, lineSaying("ready", 970));
  expect(await listReconciliations(db, actor)).toMatchObject([{ accepted: 1000, countedByLine: 970 }]);
  expect(await db.$count(notices)).toBe(0);
});

it("tells staff when LINE sent far fewer than it accepted", async () => {
  await acceptedDaysAgo(1, 1000);
  await reconcileYesterday(db, lineSaying("ready", 100));
  expect(await db.$count(notices)).toBe(1);
});

it("comes again later while LINE has no figure yet", async () => {
  await expect(reconcileYesterday(db, lineSaying("unready"))).rejects.toThrow("yet");
});

it("forgets after 90 days whom a finished delivery went to, and keeps the counts", async () => {
  await acceptedDaysAgo(91, 500);
  await acceptedDaysAgo(89, 500);
  expect(await forgetRecipients(db)).toBe(1);
  const rows = await db
    .select({ recipients: deliveries.recipients, count: deliveries.recipientCount })
    .from(deliveries)
    .orderBy(deliveries.finishedAt);
  expect(rows).toEqual([
    { recipients: null, count: 500 },
    { recipients: ["U"], count: 500 },
  ]);
});
