import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { events, webhookCalls } from "#db/schema/events.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import { seal } from "../sealing.ts";

/** What we need of an event; LINE may add types and properties at any time, so all else passes. */
const Event = z.looseObject({
  type: z.string(),
  webhookEventId: z.string().optional(),
  timestamp: z.number().optional(),
  source: z.looseObject({ userId: z.string().optional() }).optional(),
  deliveryContext: z.looseObject({ isRedelivery: z.boolean().optional() }).optional(),
});
type Event = z.infer<typeof Event>;

const Call = z.looseObject({ events: z.array(z.unknown()).default([]) });

/**
 * Stores a call of LINE, its bytes and its events, and the job that handles them, in one transaction.
 * An event that is already known (a redelivery) is not stored twice.
 */
export async function receiveWebhook(db: Db, raw: Buffer, signature: string): Promise<void> {
  const callId = randomUUID();
  const rows = readEvents(raw).map((event, index) => rowOf(callId, event, index));
  await db.transaction(async (tx) => {
    await tx.insert(webhookCalls).values({ id: callId, receivedAt: now(), signature, raw: seal("webhook", raw) });
    if (rows.length === 0) return;
    const fresh = await tx.insert(events).values(rows).onConflictDoNothing().returning({ id: events.id });
    if (fresh.length > 0)
      await addJob(tx, "events.handle", { callId }, { key: `events.handle:${callId}`, priority: -5 });
  });
}

function readEvents(raw: Buffer): Event[] {
  const call = Call.safeParse(readJson(raw));
  const found = call.success ? call.data.events : [];
  return found.flatMap((event) => {
    const read = Event.safeParse(event);
    return read.success ? [read.data] : [];
  });
}

function readJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return {};
  }
}

function rowOf(callId: string, event: Event, index: number) {
  return {
    callId,
    webhookEventId: event.webhookEventId ?? `${callId}-${index}`,
    type: event.type,
    lineUserId: event.source?.userId ?? null,
    redelivered: event.deliveryContext?.isRedelivery ?? false,
    occurredAt: event.timestamp === undefined ? now() : new Date(event.timestamp),
    body: seal("event", JSON.stringify(event)),
    state: "received" as const,
  };
}
