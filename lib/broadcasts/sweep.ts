import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import { log } from "../log.ts";

/** How long a due or unfinished broadcast may stand still before its job is asked for again. */
const patienceMinutes = 2;

/** Finds what should be moving and does not: due but not started, or sending with an audience not yet frozen. */
export async function sweep(db: Db): Promise<void> {
  const before = new Date(now().getTime() - patienceMinutes * 60_000).toISOString();
  const stuck = await db.execute<{ id: string }>(sql`
    select id from broadcasts
    where (status = 'scheduled' and coalesce(scheduled_for, updated_at) < ${before}::timestamptz)
       or (status = 'sending' and not frozen and updated_at < ${before}::timestamptz)`);
  for (const { id } of stuck) {
    log.warn({ broadcast: id }, "standing still; asked for again");
    await addJob(db, "broadcast.start", { id }, { key: `broadcast.start:${id}` });
  }
}
