import { inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { now } from "../clock.ts";
import { notify } from "../notices/notify.ts";
import { expiredCause } from "./expired.ts";
import { finishIfDone } from "./finish.ts";

/** LINE forgets a retry key 24 hours after its first use; a little before that a person must decide. */
export const retryKeyMinutes = 23.5 * 60;

/** Gives up asking where LINE may no longer recognise the retry key, and tells staff. */
export async function expireDeliveries(db: Db): Promise<void> {
  const at = now().toISOString();
  const rows = await db.execute<{ broadcast_id: string }>(sql`
    update deliveries set status = 'expired', finished_at = ${at}::timestamptz
    where status = 'pending' and first_attempt_at <= ${at}::timestamptz - make_interval(mins => ${retryKeyMinutes})
    returning broadcast_id`);
  const ids = [...new Set(rows.map((row) => row.broadcast_id))];
  if (ids.length === 0) return;
  await finishIfDone(db, ids);
  const concerned = await db
    .select({ id: broadcasts.id, title: broadcasts.title })
    .from(broadcasts)
    .where(inArray(broadcasts.id, ids));
  for (const { id, title } of concerned)
    await notify(db, {
      cause: expiredCause(id),
      title: `「${title}」の一部がLINEに受け付けられたか確認できないまま24時間がたちました`,
      advice:
        "配信の「送信の記録」で、もう一度送るか、送らないかを決めてください（すでに届いている可能性もあります）。",
    });
}
