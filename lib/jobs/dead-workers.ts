import { randomInt, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { workers } from "#db/schema/settings.ts";
import { now } from "../clock.ts";

/**
 * graphile-worker keeps the jobs of a killed process locked for four hours. So each process holds an advisory lock
 * (class `lifeClass`) on a session of its own for as long as it lives; the survivors free what the dead had taken.
 */
const lifeClass = 7101;

/** How long a job may be locked by a worker that nobody knows; covers the moment between birth and registration. */
const unknownForSeconds = 2;
/** A process asks `lasts` every second; one that was silent for so long froze, or its machine was cut off. */
const longestSilenceSeconds = 10;

export type Life = {
  update: (queueWorkerIds: string[]) => Promise<void>;
  /** Whether others still believe us alive: our session holds the lock, and nobody struck us off the list. */
  lasts: () => Promise<boolean>;
  end: () => Promise<void>;
};

/** Registers this process for as long as `alone`, a session of its own, lasts. */
export async function registerWorker(db: Db, alone: Db, queueWorkerIds: string[]): Promise<Life> {
  const id = randomUUID();
  const lockKey = randomInt(1, 2 ** 31 - 1);
  const mine = sql`from pg_locks where locktype = 'advisory' and classid = ${lifeClass} and objid = ${lockKey} and pid = pg_backend_pid()`;
  await alone.execute(sql`select pg_advisory_lock(${lifeClass}, ${lockKey})`);
  await db.insert(workers).values({ id, lockKey, queueWorkerIds, startedAt: now() });
  return {
    update: async (ids) => void (await db.update(workers).set({ queueWorkerIds: ids }).where(eq(workers.id, id))),
    lasts: async () =>
      (await alone.execute(sql`select 1 from workers where id = ${id} and exists (select 1 ${mine})`)).length > 0,
    end: async () => void (await db.delete(workers).where(eq(workers.id, id))),
  };
}

/** Frees the jobs of workers that are not alive. Returns how many workers were found dead. */
export async function releaseDeadWorkers(db: Db, silenceSeconds = longestSilenceSeconds): Promise<number> {
  await db.execute(sql`delete from workers where lock_key not in (${livingLockKeys(silenceSeconds)})`);
  const dead = await db.execute<{ locked_by: string }>(sql`
    select distinct locked_by from graphile_worker._private_jobs
    where locked_at < now() - make_interval(secs => ${unknownForSeconds})
      and locked_by not in (select unnest(queue_worker_ids) from workers)`);
  if (dead.length === 0) return 0;
  const ids = dead.map((row) => row.locked_by);
  await db.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(ids)}::text[])`);
  return ids.length;
}

const livingLockKeys = (silenceSeconds: number) => sql`
  select objid::bigint from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and classid = ${sql.raw(String(lifeClass))} and granted
    and clock_timestamp() - state_change < make_interval(secs => ${silenceSeconds})
    and database = (select oid from pg_database where datname = current_database())`;
