import { inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { now } from "../clock.ts";

/** Marks as sent each of these broadcasts whose audience is frozen and none of whose deliveries is open. */
export async function finishIfDone(db: Db, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(broadcasts)
    .set({ status: "sent", finishedAt: now(), updatedAt: now() })
    .where(
      sql`${inArray(broadcasts.id, ids)} and ${broadcasts.status} = 'sending' and ${broadcasts.frozen} and not exists (
        select 1 from deliveries where deliveries.broadcast_id = ${broadcasts.id} and deliveries.status in ('pending', 'sending'))`,
    );
}
