import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import type { Outcome } from "./outcome.ts";

export type Settled = Outcome & { id: number };

/** Writes down what came of attempts, many at once. */
export async function settleForwardings(db: Db, settled: Settled[]): Promise<void> {
  const list = <Value>(pick: (one: Settled) => Value) => sql.param(settled.map(pick));
  await db.execute(sql`
    update forwardings set
      state = told.state, status_code = told.status_code, took_ms = told.took_ms, reason = told.reason,
      next_for = coalesce(told.next_for, forwardings.next_for),
      finished_at = case when told.state = 'pending' then null else ${now().toISOString()}::timestamptz end
    from unnest(${list((one) => one.id)}::bigint[], ${list((one) => one.state)}::text[],
      ${list((one) => one.statusCode)}::int[], ${list((one) => one.tookMs)}::int[], ${list((one) => one.reason)}::text[],
      ${list((one) => one.nextFor?.toISOString() ?? null)}::timestamptz[])
      as told(id, state, status_code, took_ms, reason, next_for)
    where forwardings.id = told.id and forwardings.state = 'sending'`);
}
