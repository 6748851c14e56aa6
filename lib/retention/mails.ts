import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";

const atOnce = 500;

/**
 * Forgets what mails said and to whom they came, once the setting's days have passed: their bytes, what was read of them,
 * their envelope. What became of them stays, and so does the hash by which the same mail would be known again.
 */
export async function forgetMails(db: Db): Promise<number> {
  const { mails: days } = await readSetting(db, "retentionDays");
  const before = new Date(now().getTime() - days * 24 * 3_600_000).toISOString();
  let forgotten = 0;
  for (let done = atOnce; done === atOnce; forgotten += done) {
    const rows = await db.execute(sql`
      update mails set raw = null, reading = null, envelope = null
      where id in (
        select id from mails where raw is not null and received_at < ${before}::timestamptz and state <> 'received' limit ${atOnce}
      )
      returning id`);
    done = rows.length;
  }
  if (forgotten > 0) log.info({ mails: forgotten }, "mails forgotten");
  return forgotten;
}
