import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { log } from "../log.ts";

/** How long a chatbot may take to answer. LINE itself waits 2 seconds. */
export const answerWithinMs = 10_000;
/** What has been under way for longer than any post takes belonged to a process that is gone. */
const graceMs = 3000;

/**
 * Closes what nobody will post any more: too late for its reply tokens, meant for a chatbot that was switched off, or
 * left behind by a process that died in the middle, of which nobody knows whether the chatbot has it.
 */
export async function closeForwardings(db: Db, destinations: string[]): Promise<void> {
  const at = now();
  const isLate = sql`state = 'pending' and until_for <= ${timeOf(at)}`;
  const isUnwanted = sql`state = 'pending' and next_for < ${timeOf(at, -graceMs)} and destination not in (select json_array_elements_text(${JSON.stringify(destinations)}::json))`;
  const isLost = sql`state = 'sending' and posted_at < ${timeOf(at, -answerWithinMs - graceMs)}`;
  const closed = await db.execute(sql`
    update forwardings set finished_at = ${timeOf(at)},
      state = case when ${isLost} then 'timed_out' when ${isUnwanted} then 'refused' else 'too_late' end,
      reason = case when ${isLost} then 'interrupted' when ${isUnwanted} then 'switched off' else reason end
    where finished_at is null and (${isLate} or ${isUnwanted} or ${isLost})
    returning id`);
  if (closed.length > 0) log.warn({ forwardings: closed.length }, "forwardings given up");
}

function timeOf(at: Date, shiftMs = 0) {
  return sql`${new Date(at.getTime() + shiftMs).toISOString()}::timestamptz`;
}
