import { inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { now } from "../clock.ts";

/** Marks as sent each of these broadcasts whose audience is frozen and none of whose deliveries is open. */
export async function finishIfDone(db: Db, ids: string[]): Promise<void> {
  if (ids.length > 0) await finish(db, sql`${inArray(broadcasts.id, ids)}`);
}

/** The same for all: a crash may fall between the last acceptance and the end of its broadcast. */
export async function finishAllDone(db: Db): Promise<void> {
  await finish(db, sql`true`);
}

async function finish(db: Db, which: ReturnType<typeof sql>): Promise<void> {
  await db
    .update(broadcasts)
    .set({ status: "sent", finishedAt: now(), updatedAt: now() })
    .where(
      sql`${which} and ${broadcasts.status} = 'sending' and ${broadcasts.frozen} and not exists (
        select 1 from deliveries where deliveries.broadcast_id = ${broadcasts.id} and deliveries.status in ('pending', 'sending'))`,
    );
}
