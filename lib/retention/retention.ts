import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";

/** Forgets whom finished deliveries went to, once the setting's days have passed. Counts and outcomes stay. */
export async function forgetRecipients(db: Db): Promise<number> {
  const { recipients: days } = await readSetting(db, "retentionDays");
  const before = new Date(now().getTime() - days * 24 * 3_600_000).toISOString();
  const rows = await db.execute(sql`
    update deliveries set recipients = null
    where finished_at < ${before}::timestamptz and recipients is not null and status <> 'pending' and status <> 'sending'
    returning id`);
  if (rows.length > 0) log.info({ deliveries: rows.length }, "recipients forgotten");
  return rows.length;
}
