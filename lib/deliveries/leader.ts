import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { senderChannel } from "./wake.ts";

/** One sender per database: whoever's session holds this advisory lock. Never through a transaction pooler. */
const leaderLock = 7104;

/**
 * True only for the session that holds the lock. What changes who sends what carries this condition and runs on that
 * session, so a sender that lost the lock without noticing can claim nothing.
 */
export const leads = sql`exists (
  select 1 from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${sql.raw(String(leaderLock))}
    and pid = pg_backend_pid() and granted)`;

/** Asks for the lock on this session, and from then on hears the sender's channel. */
export async function tryToLead(alone: Db): Promise<boolean> {
  const [row] = await alone.execute<{ leading: boolean }>(sql`
    select case when ${leads} then true else pg_try_advisory_lock(${sql.raw(String(leaderLock))}) end as leading`);
  if (row!.leading) await alone.execute(sql`listen ${sql.raw(senderChannel)}`);
  return row!.leading;
}

/** The heartbeat: whether this session still holds the lock. */
export async function stillLeads(alone: Db): Promise<boolean> {
  const [row] = await alone.execute<{ leading: boolean }>(sql`select ${leads} as leading`);
  return row!.leading;
}
