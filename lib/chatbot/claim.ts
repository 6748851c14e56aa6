import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { unseal } from "../sealing.ts";

/** A call on its way to a chatbot. */
export type Claimed = {
  id: number;
  attempts: number;
  untilFor: Date;
  /** Exactly as LINE sent it; gone only when the resident took it back. */
  raw: Buffer | null;
  signature: string;
  contentType: string;
};

/**
 * Takes what may be posted now, the oldest first. It is marked before the first byte leaves: after a crash nobody knows
 * whether the chatbot had it, and it must not be told twice.
 */
export async function claimForwardings(db: Db, destination: string, atMost: number): Promise<Claimed[]> {
  const at = now().toISOString();
  const rows = await db.execute<Row>(sql`
    with ready as (
      select id from forwardings
      where state = 'pending' and destination = ${destination} and finished_at is null
        and next_for <= ${at}::timestamptz and until_for > ${at}::timestamptz
      order by id limit ${atMost} for update skip locked)
    update forwardings set state = 'sending', attempts = attempts + 1, posted_at = ${at}::timestamptz
    from ready, webhook_calls as calls
    where forwardings.id = ready.id and calls.id = forwardings.call_id
    returning forwardings.id, attempts, extract(epoch from until_for) * 1000 as until_ms, raw, signature, content_type`);
  return rows.map(claimedOf).sort((a, b) => a.id - b.id);
}

type Row = {
  id: string;
  attempts: number;
  until_ms: string;
  raw: Buffer | null;
  signature: string;
  content_type: string;
};

function claimedOf({ id, attempts, until_ms, raw, signature, content_type }: Row): Claimed {
  return {
    ...{ id: Number(id), attempts, untilFor: new Date(Number(until_ms)), signature, contentType: content_type },
    raw: raw && unseal("webhook", raw),
  };
}
