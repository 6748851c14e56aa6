import { inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { Lane } from "#db/words.ts";
import { now } from "../clock.ts";
import { getEnv } from "../env.ts";
import { bodyOf, type Content, contentOf } from "./body.ts";
import { retryKeyMinutes } from "./expire.ts";
import { leads } from "./leader.ts";

/** What the sender needs to make one API call, again and again with the same bytes. */
export type Claimed = {
  id: number;
  broadcastId: string;
  call: "multicast" | "broadcast";
  lane: Lane;
  /** The broadcast's own limit, requests per second. */
  rate: number | null;
  retryKey: string;
  /** The recipients as they stand in the body: a JSON array. Null for everyone. */
  to: string | null;
  recipientCount: number;
  /** Counts the claims, and so tells this one from any other of the same delivery. */
  attempts: number;
  body: string;
};

export type Claims = {
  /** Marks up to `limit` due deliveries of these lanes as being sent, urgent ones first, and returns them. */
  claim: (limit: number, lanes: Lane[], except: string[]) => Promise<Claimed[]>;
};

/** A throttled broadcast is claimed for so many seconds ahead. */
const throttledAheadSeconds = 1;

/** Beyond the longest wait we ever ask for: such a time was written before the clock was set back. */
const beyondAnyWaitMinutes = 30;

/**
 * @param alone the session that holds the leader's lock: nobody else can claim. Only small answers go over it: with a
 * large one stuck on its way to a process that froze, PostgreSQL could not let go of the lock.
 */
export function createClaims(alone: Db, db: Db): Claims {
  const contents = new Map<string, Content>();
  return {
    claim: async (limit, lanes, except) => {
      const rows = await markAsSending(alone, limit, lanes, except);
      if (rows.length === 0) return [];
      const [recipients] = await Promise.all([recipientsOf(db, rows), learn(db, contents, rows)]);
      return rows
        .map((row) => reshape(row, recipients.get(row.id) ?? null, contents.get(row.broadcast_id)!))
        .sort((a, b) => a.id - b.id);
    },
  };
}

async function markAsSending(alone: Db, limit: number, lanes: Lane[], except: string[]): Promise<ClaimedRow[]> {
  const at = sql`${now().toISOString()}::timestamptz`;
  const rows = await alone.execute<ClaimedRow>(sql`
    with due as (
      select open.id, broadcasts.rate from broadcasts cross join lateral (
        select id, row_number() over (order by id) as place from deliveries
        where broadcast_id = broadcasts.id and status = 'pending'
          and (next_attempt_at is null or next_attempt_at <= ${at} or next_attempt_at > ${at} + make_interval(mins => ${beyondAnyWaitMinutes}))
          and (first_attempt_at is null or first_attempt_at > ${at} - make_interval(mins => ${retryKeyMinutes}))
        order by id limit ${limit}
      ) as open
      where broadcasts.status = 'sending' and ${mayLeave()} and broadcasts.lane = any(${sql.param(lanes)}::text[])
        and broadcasts.id <> all(${sql.param(except)}::uuid[]) and ${leads}
        and (broadcasts.rate is null or open.place <= ceil(broadcasts.rate * ${throttledAheadSeconds}))
      order by array_position(array['urgent', 'test', 'normal'], broadcasts.lane), open.id
      limit ${limit}
    )
    update deliveries set status = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ${at})
    from due where deliveries.id = due.id
    returning deliveries.id::text, broadcast_id, call, lane, due.rate, retry_key, recipient_count, attempts`);
  return [...rows];
}

/** What was frozen for residents before the drill began waits for its end. */
function mayLeave() {
  return getEnv().drill ? sql`(broadcasts.drill or broadcasts.audience ->> 'kind' = 'test')` : sql`true`;
}

async function recipientsOf(db: Db, rows: ClaimedRow[]): Promise<Map<string, string>> {
  const found = await db.execute<{ id: string; to: string }>(sql`
    select id::text, to_json(recipients)::text as to from deliveries
    where id = any(${sql.param(rows.map((row) => row.id))}::bigint[]) and recipients is not null`);
  return new Map(found.map(({ id, to }) => [id, to]));
}

/** What a broadcast says never changes once it is sent, so it is read once. */
async function learn(db: Db, contents: Map<string, Content>, rows: ClaimedRow[]): Promise<void> {
  const unknown = [...new Set(rows.map((row) => row.broadcast_id))].filter((id) => !contents.has(id));
  if (unknown.length === 0) return;
  if (contents.size > contentsKept) contents.clear();
  const ids = [...new Set(rows.map((row) => row.broadcast_id))];
  const said = await db.select().from(broadcasts).where(inArray(broadcasts.id, ids));
  for (const broadcast of said) contents.set(broadcast.id, contentOf(broadcast));
}

const contentsKept = 100;

type ClaimedRow = {
  id: string;
  broadcast_id: string;
  call: Claimed["call"];
  lane: Lane;
  rate: number | null;
  retry_key: string;
  recipient_count: number;
  attempts: number;
};

function reshape(row: ClaimedRow, to: string | null, content: Content): Claimed {
  return {
    id: Number(row.id),
    broadcastId: row.broadcast_id,
    call: row.call,
    lane: row.lane,
    rate: row.rate,
    retryKey: row.retry_key,
    to,
    recipientCount: row.recipient_count,
    attempts: row.attempts,
    body: bodyOf(content, row.call, to),
  };
}
