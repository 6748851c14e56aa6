import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Lane } from "#db/words.ts";
import { now } from "../clock.ts";

/** What the sender needs to make one API call, again and again with the same bytes. */
export type Claimed = {
  id: number;
  broadcastId: string;
  call: "multicast" | "broadcast";
  lane: Lane;
  retryKey: string;
  recipients: string[] | null;
  recipientCount: number;
  attempts: number;
  body: string;
};

/** LINE forgets a retry key 24 hours after its first use; a little before that a person must decide. */
const retryKeyHours = 23.5;

/** After a crash or a change of leader: what was under way is taken up again, with the same retry keys. */
export async function takeUpUnfinished(db: Db): Promise<void> {
  await db.execute(sql`update deliveries set status = 'pending', next_attempt_at = null where status = 'sending'`);
}

/** Marks up to `limit` due deliveries as being sent, urgent ones first, and returns them. One sender at a time calls this. */
export async function claimDeliveries(db: Db, limit: number): Promise<Claimed[]> {
  const at = now().toISOString();
  const rows = await db.execute<ClaimedRow>(sql`
    with due as (
      select deliveries.id from deliveries join broadcasts on broadcasts.id = deliveries.broadcast_id
      where deliveries.status = 'pending' and broadcasts.status = 'sending'
        and (deliveries.next_attempt_at is null or deliveries.next_attempt_at <= ${at}::timestamptz)
        and (deliveries.first_attempt_at is null or deliveries.first_attempt_at > ${at}::timestamptz - make_interval(mins => ${retryKeyHours * 60}))
      order by array_position(array['urgent', 'test', 'normal'], deliveries.lane), deliveries.id
      limit ${limit}
    )
    update deliveries set status = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ${at}::timestamptz)
    from broadcasts, due
    where deliveries.id = due.id and broadcasts.id = deliveries.broadcast_id
    returning deliveries.id::text, broadcast_id, call, deliveries.lane, retry_key, recipients, recipient_count, attempts,
      broadcasts.messages, broadcasts.aggregation_unit`);
  return rows.map(reshape).sort((a, b) => a.id - b.id);
}

/** Gives up asking where LINE may no longer recognise the retry key; returns the broadcasts concerned. */
export async function expireDeliveries(db: Db): Promise<string[]> {
  const at = now().toISOString();
  const rows = await db.execute<{ broadcast_id: string }>(sql`
    update deliveries set status = 'expired', finished_at = ${at}::timestamptz
    where status = 'pending' and first_attempt_at <= ${at}::timestamptz - make_interval(mins => ${retryKeyHours * 60})
    returning broadcast_id`);
  return [...new Set(rows.map((row) => row.broadcast_id))];
}

type ClaimedRow = {
  id: string;
  broadcast_id: string;
  call: Claimed["call"];
  lane: Lane;
  retry_key: string;
  recipients: string[] | null;
  recipient_count: number;
  attempts: number;
  messages: unknown[];
  aggregation_unit: string | null;
};

function reshape(row: ClaimedRow): Claimed {
  return {
    id: Number(row.id),
    broadcastId: row.broadcast_id,
    call: row.call,
    lane: row.lane,
    retryKey: row.retry_key,
    recipients: row.recipients,
    recipientCount: row.recipient_count,
    attempts: row.attempts,
    body: bodyOf(row),
  };
}

function bodyOf({ call, lane, recipients, messages, aggregation_unit }: ClaimedRow): string {
  const said = lane === "test" ? markAsTest(messages) : messages;
  if (call === "broadcast") return JSON.stringify({ messages: said });
  const units = aggregation_unit ? { customAggregationUnits: [aggregation_unit] } : {};
  return JSON.stringify({ to: recipients, messages: said, ...units });
}

const testMark = "【テスト】";
const longestText = 5000;

/** A trial is told apart at a glance on the phone itself. */
function markAsTest(messages: unknown[]): unknown[] {
  const [first, ...others] = messages as { type: string; text?: string }[];
  const marked = `${testMark}\n${first?.text ?? ""}`;
  if (first?.type === "text" && marked.length <= longestText) return [{ ...first, text: marked }, ...others];
  return [{ type: "text", text: testMark }, ...messages].slice(0, 5);
}
