import { and, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { notices } from "#db/schema/settings.ts";
import type { ForwardingState } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { allDestinations, type SetDestination } from "./destinations.ts";
import { downCause } from "./forward.ts";

/** How a chatbot has been lately. Times in milliseconds; null while nothing was forwarded. */
export type ChatbotHealth = Pick<SetDestination, "name" | "url" | "enabled" | "isOperators"> & {
  isDown: boolean;
  counts: Partial<Record<ForwardingState, number>>;
  answerMs: Spread | null;
  untilPostedMs: Spread | null;
};
export type Spread = { p50: number; p95: number };

/** So many of the latest forwardings are looked at: a count over all would grow with the years. */
const latest = 5000;

/** Each chatbot with what became of its latest calls, and whether staff were told that it is down. */
export async function chatbotHealth(db: Db, actor: Actor): Promise<ChatbotHealth[]> {
  must(actor, "settings", "view");
  const destinations = await allDestinations(db);
  const [rows, down] = await Promise.all([countLatest(db), downAmong(db, destinations)]);
  return destinations.map(({ name, url, enabled, isOperators }) => {
    const own = rows.filter((row) => row.destination === name);
    const forwarded = own.find((row) => row.state === "forwarded");
    return {
      ...{ name, url, enabled, isOperators, isDown: enabled && down.has(name) },
      counts: Object.fromEntries(own.map(({ state, count }) => [state, count])),
      answerMs: forwarded ? { p50: forwarded.answer50, p95: forwarded.answer95 } : null,
      untilPostedMs: forwarded ? { p50: forwarded.posted50, p95: forwarded.posted95 } : null,
    };
  });
}

type Row = {
  destination: string;
  state: ForwardingState;
  count: number;
} & Record<"answer50" | "answer95" | "posted50" | "posted95", number>;

async function countLatest(db: Db): Promise<Row[]> {
  const at = (share: number, of: ReturnType<typeof sql>) =>
    sql`round(percentile_disc(${share}::float) within group (order by ${of}))::int`;
  const waited = sql`extract(epoch from posted_at - received_at) * 1000`;
  const rows = await db.execute<Row>(sql`
    select destination, state, count(*)::int as count,
      ${at(0.5, sql`took_ms`)} as "answer50", ${at(0.95, sql`took_ms`)} as "answer95",
      ${at(0.5, waited)} as "posted50", ${at(0.95, waited)} as "posted95"
    from (select * from forwardings order by id desc limit ${latest}) as latest
      join webhook_calls on webhook_calls.id = call_id
    group by destination, state`);
  return [...rows];
}

async function downAmong(db: Db, destinations: SetDestination[]): Promise<Set<string>> {
  const names = new Map(destinations.map(({ name }) => [downCause(name), name]));
  if (names.size === 0) return new Set();
  const open = await db
    .select({ cause: notices.cause })
    .from(notices)
    .where(and(inArray(notices.cause, [...names.keys()]), isNull(notices.resolvedAt)));
  return new Set(open.map(({ cause }) => names.get(cause)!));
}
