import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";

const atOnce = 2000;

/** Forgets old lines of the login history, once the setting's days have passed. In small steps: nobody who signs in waits. */
export async function forgetSignIns(db: Db): Promise<number> {
  const { signIns: days } = await readSetting(db, "retentionDays");
  const before = new Date(now().getTime() - days * 24 * 3_600_000).toISOString();
  let forgotten = 0;
  for (let done = atOnce; done === atOnce; forgotten += done) {
    const rows = await db.execute(sql`
      delete from sign_in_attempts
      where id in (select id from sign_in_attempts where at < ${before}::timestamptz limit ${atOnce})
      returning 1`);
    done = rows.length;
  }
  if (forgotten > 0) log.info({ signIns: forgotten }, "sign-ins forgotten");
  return forgotten;
}
