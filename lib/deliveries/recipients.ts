import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries } from "#db/schema/broadcasts.ts";

/** How many people a broadcast went to, as far as LINE accepted; null once it is forgotten who they were. */
export async function countRecipients(db: Db, broadcastId: string): Promise<number | null> {
  const [row] = await db
    .select({
      people: sql<number>`coalesce(sum(${deliveries.recipientCount}), 0)::int`,
      known: sql<boolean>`coalesce(bool_and(${deliveries.recipients} is not null), true)`,
    })
    .from(deliveries)
    .where(and(eq(deliveries.broadcastId, broadcastId), eq(deliveries.status, "accepted")));
  return row!.known ? row!.people : null;
}
