import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import type { Claimed } from "./claim.ts";
import { leads } from "./leader.ts";

/**
 * A new leader takes up what an earlier one had under way: with the same retry keys LINE takes each only once. Waits
 * are forgotten, for the clock that set them may have been another.
 */
export async function takeUpUnfinished(alone: Db): Promise<void> {
  await alone.execute(sql`
    update deliveries set status = 'pending', next_attempt_at = null
    where (status = 'sending' or (status = 'pending' and next_attempt_at is not null)) and ${leads}`);
}

type Waiting = Pick<Claimed, "broadcastId" | "rate">;

/**
 * Which of these broadcasts were paused or stopped while deliveries of theirs wait for their turn, or are to go at
 * another rate than the one they were claimed for.
 */
export async function haltedAmong(db: Db, waiting: Waiting[]): Promise<string[]> {
  if (waiting.length === 0) return [];
  const rows = await db.execute<{ id: string }>(sql`
    select broadcasts.id from broadcasts join unnest(
      ${sql.param(waiting.map(({ broadcastId }) => broadcastId))}::uuid[],
      ${sql.param(waiting.map(({ rate }) => rate))}::float8[]) as waiting (id, rate) on waiting.id = broadcasts.id
    where broadcasts.status <> 'sending' or broadcasts.rate is distinct from waiting.rate`);
  return rows.map((row) => row.id);
}

/** Never asked after all: as if they had not been claimed. */
export async function giveBackUnsent(db: Db, claimed: Claimed[]): Promise<void> {
  if (claimed.length === 0) return;
  await db.execute(sql`
    update deliveries set status = 'pending', attempts = attempts - 1,
      first_attempt_at = case when attempts > 1 then first_attempt_at end
    where id = any(${sql.param(claimed.map((one) => one.id))}::bigint[]) and status = 'sending'`);
}

/** Asked, but what came of it could not be written down: asked again after a while, with the same retry key. */
export async function giveBackUnsettled(db: Db, { id, attempts }: Claimed, afterMs: number): Promise<void> {
  const at = new Date(now().getTime() + afterMs).toISOString();
  await db.execute(sql`
    update deliveries set status = 'pending', next_attempt_at = ${at}::timestamptz
    where id = ${id} and status = 'sending' and attempts = ${attempts}`);
}
