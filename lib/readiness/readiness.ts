import { sql } from "drizzle-orm";
import { type Db, isMigrated } from "#db/client.ts";

export type Readiness = {
  ready: boolean;
  database: boolean;
  migrated: boolean;
  queue: boolean;
  sender: "leading" | "absent" | "unknown";
};

const none: Readiness = { ready: false, database: false, migrated: false, queue: false, sender: "unknown" };

/** Whether the database answers with our tables and the queue's, and whether some worker leads the sending. */
export async function readiness(db: Db): Promise<Readiness> {
  try {
    const [row] = await db.execute<{ queue: boolean; leading: boolean }>(sql`
      select to_regclass('graphile_worker._private_jobs') is not null as queue,
        exists (select 1 from pg_locks where locktype = 'advisory' and objid = 7104 and granted
          and database = (select oid from pg_database where datname = current_database())) as leading`);
    const { queue, leading } = row!;
    const migrated = await isMigrated(db).catch(() => false);
    return { ready: migrated && queue, database: true, migrated, queue, sender: leading ? "leading" : "absent" };
  } catch {
    return none;
  }
}
