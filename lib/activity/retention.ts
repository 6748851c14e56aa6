import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";
import type { Place } from "./chain.ts";
import { record } from "./record.ts";

const retention: Actor = { kind: "system", task: "保存期間の整理" };
const dayMs = 24 * 3_600_000;

/**
 * Removes what is older than the setting's days, in two nights: first a checkpoint with the hash of the last row to go
 * is written, and once that is part of the chain itself, the rows before it may go (db/guards.sql sees to it).
 */
export async function forgetActivities(db: Db): Promise<number> {
  const forgotten = await removeCovered(db);
  const { activities: days } = await readSetting(db, "retentionDays");
  await writeCheckpoint(db, new Date(now().getTime() - days * dayMs).toISOString());
  if (forgotten > 0) log.info({ activities: forgotten }, "activities forgotten");
  return forgotten;
}

async function removeCovered(db: Db): Promise<number> {
  const [covered] = await db.execute<{ upTo: number }>(sql`
    select (detail->>'upTo')::float8 as "upTo" from activities
    where action = 'activity.checkpoint' and seq is not null order by activities.seq desc limit 1`);
  if (!covered) return 0;
  const [row] = await db.execute<{ count: number }>(sql`select forget_activities(${covered.upTo})::float8 as count`);
  return row!.count;
}

/** Up to the last row before the first young one: what stands between old rows stays with them. */
async function writeCheckpoint(db: Db, before: string): Promise<void> {
  const [last] = await db.execute<Place>(sql`
    select seq::float8 as seq, hash from activities where seq is not null and at < ${before}::timestamptz
      and seq < coalesce((select min(seq) from activities where at >= ${before}::timestamptz), 9e18)
    order by activities.seq desc limit 1`);
  if (!last) return;
  await record(db, retention, "activity.checkpoint", "activity", { upTo: last.seq, hash: last.hash });
}
