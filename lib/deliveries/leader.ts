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

/** A leader says something over its session four times a second; one that was silent for so long is ended by others. */
export const longestSilenceMs = 1300;

/**
 * Asks for the lock on this session, and from then on hears the sender's channel. A leader that froze, or whose machine
 * is cut off, keeps its session open: whoever asks next ends it. No time-out of the server would do it in every state:
 * between "parse" and "bind" none is running.
 */
export async function tryToLead(alone: Db): Promise<boolean> {
  const [row] = await alone.execute<{ leading: boolean }>(sql`
    select case when ${leads} then true else pg_try_advisory_lock(${sql.raw(String(leaderLock))}) end as leading`);
  if (row!.leading) await alone.execute(sql`listen ${sql.raw(senderChannel)}`);
  else await endSilentLeader(alone);
  return row!.leading;
}

async function endSilentLeader(alone: Db): Promise<void> {
  await alone.execute(sql`
    select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and classid = 0 and objid = ${sql.raw(String(leaderLock))} and granted
      and pg_locks.database = (select oid from pg_database where datname = current_database())
      and pid <> pg_backend_pid()
      and clock_timestamp() - state_change > ${sql.raw(`interval '${longestSilenceMs} ms'`)}`);
}

/** The heartbeat: whether this session still holds the lock. */
export async function stillLeads(alone: Db): Promise<boolean> {
  const [row] = await alone.execute<{ leading: boolean }>(sql`select ${leads} as leading`);
  return row!.leading;
}
