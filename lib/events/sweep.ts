import { and, eq, lt } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events } from "#db/schema/events.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import { log } from "../log.ts";

const patienceMs = 2 * 60_000;
const atOnce = 200;

/** Webhook calls with an event that nobody has handled for minutes are asked for again. */
export async function sweepEvents(db: Db): Promise<void> {
  const before = new Date(now().getTime() - patienceMs);
  const stuck = await db
    .selectDistinct({ callId: events.callId })
    .from(events)
    .where(and(eq(events.state, "received"), lt(events.occurredAt, before)))
    .limit(atOnce);
  for (const { callId } of stuck)
    await addJob(db, "events.handle", { callIds: [callId] }, { key: `events.handle:${callId}` });
  if (stuck.length > 0) log.warn({ calls: stuck.length }, "webhook calls asked for again");
}
