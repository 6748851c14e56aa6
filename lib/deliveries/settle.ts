import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries } from "#db/schema/broadcasts.ts";
import { followers } from "#db/schema/followers.ts";
import { now } from "../clock.ts";
import type { LineAnswer } from "../line/client.ts";
import type { Claimed } from "./claim.ts";
import { isBeyondSplitting } from "./outcome.ts";
import { wakeSender } from "./wake.ts";

export type Accepted = { id: number; statusCode: number; requestId: string | null };

/** Writes down many acceptances in one statement. An acceptance is true whoever asked and whenever it is heard of. */
export async function settleAccepted(db: Db, accepted: Accepted[]): Promise<void> {
  await db.execute(sql`
    update deliveries set status = 'accepted', finished_at = ${now().toISOString()}::timestamptz,
      status_code = outcome.status_code, request_id = outcome.request_id, error = null
    from unnest(${sql.param(accepted.map((one) => one.id))}::bigint[], ${sql.param(accepted.map((one) => one.statusCode))}::int[],
      ${sql.param(accepted.map((one) => one.requestId))}::text[]) as outcome (id, status_code, request_id)
    where deliveries.id = outcome.id and deliveries.status in ('pending', 'sending', 'expired')`);
}

/** To be asked again later, with the same retry key. */
export async function settleRetry(db: Db, delivery: Claimed, answer: LineAnswer, afterMs: number): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...trace(answer), status: "pending", nextAttemptAt: new Date(now().getTime() + afterMs) })
    .where(stillOurs(delivery));
}

/** LINE named one recipient: that id is dropped and the follower flagged; the others go out under a new key. */
export async function settleBadRecipient(db: Db, delivery: Claimed, answer: LineAnswer, index: number): Promise<void> {
  const people = recipientsOf(delivery);
  const bad = people[index];
  if (bad === undefined) return settleRefused(db, delivery, answer);
  await db.transaction(async (tx) => {
    if (!(await reject(tx, delivery, answer, [bad]))) return;
    await tx.update(followers).set({ invalid: true }).where(eq(followers.lineUserId, bad));
    const others = people.filter((id) => id !== bad);
    await resend(tx, delivery, others);
  });
}

/** LINE refused without naming anybody: halves under new keys find the one at fault, unless nobody can be. */
export async function settleRefused(db: Db, delivery: Claimed, answer: LineAnswer): Promise<void> {
  const people = recipientsOf(delivery);
  const final = people.length <= 1 || isBeyondSplitting(answer);
  const half = Math.ceil(people.length / 2);
  await db.transaction(async (tx) => {
    if (!(await reject(tx, delivery, answer, final ? people : [])) || final) return;
    await resend(tx, delivery, people.slice(0, half));
    await resend(tx, delivery, people.slice(half));
  });
}

function recipientsOf({ to }: Claimed): string[] {
  return to === null ? [] : (JSON.parse(to) as string[]);
}

/**
 * Only the claim that asked may split or repeat: after a change of leader another one may be under way, and two
 * splits of one delivery would send twice.
 */
function stillOurs({ id, attempts }: Claimed) {
  return and(eq(deliveries.id, id), eq(deliveries.status, "sending"), eq(deliveries.attempts, attempts));
}

async function reject(tx: Db, delivery: Claimed, answer: LineAnswer, people: string[]): Promise<boolean> {
  const left =
    delivery.call === "broadcast"
      ? { recipientCount: delivery.recipientCount }
      : { recipients: people, recipientCount: people.length };
  const rejected = await tx
    .update(deliveries)
    .set({ ...trace(answer), ...left, status: "rejected", finishedAt: now() })
    .where(stillOurs(delivery))
    .returning({ id: deliveries.id });
  return rejected.length > 0;
}

async function resend(tx: Db, delivery: Claimed, recipients: string[]): Promise<void> {
  if (recipients.length === 0) return;
  const { broadcastId, call, lane } = delivery;
  const recipientCount = recipients.length;
  await tx
    .insert(deliveries)
    .values({ broadcastId, call, lane, status: "pending", retryKey: randomUUID(), recipients, recipientCount });
  await wakeSender(tx);
}

function trace(answer: LineAnswer) {
  return { statusCode: answer.status, requestId: answer.requestId, error: answer.body.message ?? null };
}
