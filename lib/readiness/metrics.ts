import { sql } from "drizzle-orm";
import { Gauge, Registry } from "prom-client";
import type { Db } from "#db/client.ts";
import { broadcasts, deliveries } from "#db/schema/broadcasts.ts";
import { events } from "#db/schema/events.ts";
import { followers } from "#db/schema/followers.ts";
import { mails } from "#db/schema/mails.ts";
import { readiness } from "./readiness.ts";

/** Counts by state, read at the moment of asking, as Prometheus text. Only numbers: nothing personal. */
export async function metrics(db: Db): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, label: string, rows: Counted[]) => {
    const made = new Gauge({ name, help, labelNames: [label], registers: [registry] });
    for (const row of rows) made.set({ [label]: row.state }, row.count);
  };
  const [byBroadcast, byDelivery, byMail, byEvent, friends, state] = await Promise.all([
    count(db, broadcasts, sql`status`),
    count(db, deliveries, sql`status`),
    count(db, mails, sql`state`),
    count(db, events, sql`state`),
    count(db, followers, sql`case when friend then 'friend' else 'other' end`),
    readiness(db),
  ]);
  gauge("kairan_broadcasts", "Broadcasts by status", "status", byBroadcast);
  gauge("kairan_deliveries", "Deliveries (API calls) by status", "status", byDelivery);
  gauge("kairan_mails", "Inbound mails by state", "state", byMail);
  gauge("kairan_events", "Webhook events by state", "state", byEvent);
  gauge("kairan_followers", "Followers", "kind", friends);
  gauge("kairan_sender", "Whether a worker leads the sending", "state", [{ state: state.sender, count: 1 }]);
  return registry.metrics();
}

type Counted = { state: string; count: number };

async function count(
  db: Db,
  table: typeof broadcasts | typeof deliveries | typeof mails | typeof events | typeof followers,
  state: ReturnType<typeof sql>,
) {
  const rows = await db.execute<Counted>(
    sql`select ${state} as state, count(*)::int as count from ${table} group by 1`,
  );
  return [...rows];
}
