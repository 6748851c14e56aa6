import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries } from "#db/schema/broadcasts.ts";
import type { DeliveryStatus, ExpiredDecision } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { findBroadcast } from "../broadcasts/visible.ts";

/** One API call and what came of it; never to whom. */
export type DeliveryRecord = {
  id: number;
  status: DeliveryStatus;
  recipientCount: number;
  attempts: number;
  firstAttemptAt: Date | null;
  finishedAt: Date | null;
  nextAttemptAt: Date | null;
  statusCode: number | null;
  requestId: string | null;
  error: string | null;
  decision: ExpiredDecision | null;
};

export type DeliveryFilter = { status?: DeliveryStatus; limit?: number; offset?: number };

/** The requests a broadcast became, in the order in which they were frozen, with LINE's request ids for its support. */
export async function listDeliveries(
  db: Db,
  actor: Actor,
  broadcastId: string,
  filter: DeliveryFilter = {},
): Promise<DeliveryRecord[]> {
  must(actor, "broadcasts", "view");
  await findBroadcast(db, actor, broadcastId);
  const {
    id,
    status,
    recipientCount,
    attempts,
    firstAttemptAt,
    finishedAt,
    nextAttemptAt,
    statusCode,
    requestId,
    error,
    decision,
  } = deliveries;
  return db
    .select({
      id,
      status,
      recipientCount,
      attempts,
      firstAttemptAt,
      finishedAt,
      nextAttemptAt,
      statusCode,
      requestId,
      error,
      decision,
    })
    .from(deliveries)
    .where(and(eq(deliveries.broadcastId, broadcastId), filter.status && eq(status, filter.status)))
    .orderBy(asc(id))
    .limit(filter.limit ?? 50)
    .offset(filter.offset ?? 0);
}
