import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts, deliveries } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import type { Broadcast } from "./compose.ts";
import { outgoingOf } from "./outgoing.ts";
import { findBroadcast, visibleTo } from "./visible.ts";

/** People, not requests. `pending` are frozen into deliveries and still open. */
export type Progress = { accepted: number; rejected: number; pending: number; expired: number };

export type BroadcastSummary = Omit<
  Broadcast,
  "messages" | "outgoing" | "freezeRule" | "freezeCursor" | "freezeUntil"
> & {
  progress: Progress;
};
/** `messages` as composed, `sends` as it goes out: with why it came, where that is set. */
export type BroadcastDetail = BroadcastSummary & { messages: unknown[]; sends: unknown[]; requests: Progress };

/** What a list can be ordered by; the hour is that of the start, or else the planned one. */
export const broadcastOrders = ["created", "title", "status", "hour", "source"] as const;
export type BroadcastOrder = { by: (typeof broadcastOrders)[number]; direction: "ascending" | "descending" };

export type BroadcastFilter = { status?: BroadcastStatus; order?: BroadcastOrder; limit?: number; offset?: number };

/** The broadcasts with how far they are, newest first unless asked otherwise. */
export async function listBroadcasts(db: Db, actor: Actor, filter: BroadcastFilter = {}): Promise<BroadcastSummary[]> {
  must(actor, "broadcasts", "view");
  const rows = await db
    .select()
    .from(broadcasts)
    .where(and(filter.status && eq(broadcasts.status, filter.status), visibleTo(actor)))
    .orderBy(...orderOf(filter.order))
    .limit(filter.limit ?? 50)
    .offset(filter.offset ?? 0);
  const progress = await progressOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => summaryOf(row, progress.get(row.id)?.people ?? nobody));
}

function orderOf({ by, direction }: BroadcastOrder = { by: "created", direction: "descending" }): SQL[] {
  const keys = {
    created: sql`${broadcasts.createdAt}`,
    title: sql`${broadcasts.title}`,
    status: sql`${broadcasts.status}`,
    hour: sql`coalesce(${broadcasts.startedAt}, ${broadcasts.scheduledFor})`,
    source: sql`${broadcasts.createdBy}`,
  };
  const wanted = direction === "ascending" ? sql`${keys[by]} asc nulls last` : sql`${keys[by]} desc nulls last`;
  return [wanted, desc(broadcasts.createdAt), desc(broadcasts.id)];
}

/** One broadcast with what it says and how it goes. */
export async function broadcastDetail(db: Db, actor: Actor, id: string): Promise<BroadcastDetail> {
  must(actor, "broadcasts", "view");
  const row = await findBroadcast(db, actor, id);
  const progress = (await progressOf(db, [id])).get(id);
  return {
    ...summaryOf(row, progress?.people ?? nobody),
    messages: row.messages,
    sends: (row.startedAt ? row.outgoing : await outgoingOf(db, row)) ?? row.messages,
    requests: progress?.requests ?? nobody,
  };
}

const nobody: Progress = { accepted: 0, rejected: 0, pending: 0, expired: 0 };

function summaryOf(
  { messages: _m, outgoing: _o, freezeRule: _r, freezeCursor: _c, freezeUntil: _u, ...row }: Broadcast,
  progress: Progress,
): BroadcastSummary {
  return { ...row, progress };
}

async function progressOf(db: Db, ids: string[]): Promise<Map<string, { people: Progress; requests: Progress }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: deliveries.broadcastId,
      status: sql<
        keyof Progress
      >`case when ${deliveries.status} = 'sending' then 'pending' else ${deliveries.status} end`.as("state"),
      people: sql<number>`sum(${deliveries.recipientCount})::int`,
      requests: sql<number>`count(*)::int`,
    })
    .from(deliveries)
    .where(and(inArray(deliveries.broadcastId, ids), sql`${deliveries.decision} is distinct from 'resent'`))
    .groupBy(deliveries.broadcastId, sql`state`);
  const found = new Map(ids.map((id) => [id, { people: { ...nobody }, requests: { ...nobody } }]));
  for (const row of rows) {
    found.get(row.id)!.people[row.status] = row.people;
    found.get(row.id)!.requests[row.status] = row.requests;
  }
  return found;
}
