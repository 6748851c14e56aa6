import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import type { Outcome } from "./outcome.ts";

export type Settled = Outcome & { id: number };

/** Writes down what came of attempts, many at once. */
export async function settleForwardings(db: Db, settled: Settled[]): Promise<void> {
  await db.execute(sql`
    update forwardings set
      state = told.state, status_code = told."statusCode", took_ms = told."tookMs", reason = told.reason,
      next_for = coalesce(told."nextFor", forwardings.next_for),
      finished_at = case when told.state = 'pending' then null else ${now().toISOString()}::timestamptz end
    from json_to_recordset(${JSON.stringify(settled)}::json)
      as told(id bigint, state text, "statusCode" int, "tookMs" int, reason text, "nextFor" timestamptz)
    where forwardings.id = told.id and forwardings.state = 'sending'`);
}
