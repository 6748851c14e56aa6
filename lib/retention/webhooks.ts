import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings/settings.ts";

const atOnce = 2000;

/**
 * Forgets LINE's calls as their bytes came, once the setting's days have passed, and later their events with all that
 * residents wrote. In small steps, so that new calls never wait.
 */
export async function forgetWebhookCalls(db: Db): Promise<void> {
  const days = await readSetting(db, "retentionDays");
  const calls = await inSteps(() => forgetBytes(db, daysAgo(days.webhookCalls)));
  const old = await inSteps(() => forgetCalls(db, daysAgo(days.events)));
  if (calls + old > 0) log.info({ calls, old }, "webhook calls forgotten");
}

function daysAgo(days: number): string {
  return new Date(now().getTime() - days * 24 * 3_600_000).toISOString();
}

async function inSteps(step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let done = atOnce; done === atOnce; total += done) done = await step();
  return total;
}

async function forgetBytes(db: Db, before: string): Promise<number> {
  const rows = await db.execute(sql`
    update webhook_calls set raw = null
    where id in (select id from webhook_calls where raw is not null and received_at < ${before}::timestamptz limit ${atOnce})
    returning 1`);
  return rows.length;
}

async function forgetCalls(db: Db, before: string): Promise<number> {
  return db.transaction(async (tx) => {
    const old = await tx.execute<{ id: string }>(sql`
      select id from webhook_calls where received_at < ${before}::timestamptz limit ${atOnce}`);
    const ids = sql`(select json_array_elements_text(${JSON.stringify(old.map((call) => call.id))}::json)::uuid)`;
    await tx.execute(sql`delete from forwardings where call_id in ${ids}`);
    await tx.execute(sql`delete from events where call_id in ${ids}`);
    await tx.execute(sql`delete from webhook_calls where id in ${ids}`);
    return old.length;
  });
}
