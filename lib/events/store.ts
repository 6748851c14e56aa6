import { and, inArray, notExists, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events, webhookCalls } from "#db/schema/events.ts";
import { readChatbots } from "../chatbot/destinations.ts";
import { enqueueForwardings } from "../chatbot/enqueue.ts";
import { isOurs } from "../chatbot/reply-owner.ts";
import { tokensLiveUntil } from "../chatbot/token-life.ts";
import { addJob } from "../jobs/add.ts";
import type { EventRow } from "./event-row.ts";
import type { ToldEvent } from "./read-call.ts";

/** A call as it came, read and sealed. */
export type Call = {
  id: string;
  receivedAt: Date;
  signature: string;
  contentType: string;
  raw: Buffer;
  told: ToldEvent[];
  rows: EventRow[];
};

const rowsAtOnce = 1000;

/**
 * Writes calls, their events, and what is to be done about them: all of it or nothing. A call may be written again when
 * nobody knows whether it was. That a call only repeats known events (a redelivery) is kept, and nothing more.
 */
export async function storeCalls(db: Db, calls: Call[]): Promise<void> {
  const chatbots = await readChatbots(db);
  await db.transaction(async (tx) => {
    await tx.insert(webhookCalls).values(calls.map(callRow)).onConflictDoNothing();
    const fresh = await insertEvents(tx, calls);
    await forgetRepeated(tx, calls, fresh);
    await enqueueForwardings(tx, dueAmong(calls, fresh), chatbots.destinations);
    if (fresh.size > 0) await addJob(tx, "events.handle", { callIds: [...fresh] }, { priority: -5 });
  });
}

function callRow({ id, receivedAt, signature, contentType, raw }: Call) {
  return { id, receivedAt, signature, contentType, raw };
}

/** Gives back the calls with an event that is new. In one order, so that two writers never wait for each other. */
async function insertEvents(tx: Db, calls: Call[]): Promise<Set<string>> {
  const rows = calls.flatMap((call) => call.rows).sort(byEventId);
  const fresh = new Set<string>();
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce);
    const inserted = await tx.insert(events).values(some).onConflictDoNothing().returning({ callId: events.callId });
    for (const { callId } of inserted) fresh.add(callId);
  }
  return fresh;
}

/** What a resident takes back must not lie here a second time: the bytes of a redelivery are those of its first call. */
async function forgetRepeated(tx: Db, calls: Call[], fresh: Set<string>): Promise<void> {
  const repeated = calls.filter(({ id, rows }) => rows.length > 0 && !fresh.has(id)).map(({ id }) => id);
  if (repeated.length === 0) return;
  const own = tx.select({ one: sql`1` }).from(events).where(sql`${events.callId} = ${webhookCalls.id}`);
  await tx
    .update(webhookCalls)
    .set({ raw: null })
    .where(and(inArray(webhookCalls.id, repeated), notExists(own)));
}

function byEventId(a: EventRow, b: EventRow): number {
  return a.webhookEventId < b.webhookEventId ? -1 : 1;
}

function dueAmong(calls: Call[], fresh: Set<string>) {
  return calls
    .filter(({ id, rows, told }) => (rows.length === 0 || fresh.has(id)) && !isOnlyOurs(told))
    .map(({ id, receivedAt, rows }) => ({ callId: id, receivedAt, untilFor: tokensLiveUntil(receivedAt, rows) }));
}

function isOnlyOurs(told: ToldEvent[]): boolean {
  return told.length > 0 && told.every(isOurs);
}
