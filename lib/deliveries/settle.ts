import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries } from "#db/schema/broadcasts.ts";
import { followers } from "#db/schema/followers.ts";
import { now } from "../clock.ts";
import type { LineAnswer } from "../line/client.ts";
import type { Claimed } from "./claim.ts";
import { blamesMessages } from "./outcome.ts";

export type Accepted = { id: number; statusCode: number; requestId: string | null };

/** Writes down many acceptances in one statement. */
export async function settleAccepted(db: Db, accepted: Accepted[]): Promise<void> {
  await db.execute(sql`
    update deliveries set status = 'accepted', finished_at = ${now().toISOString()}::timestamptz,
      status_code = outcome.status_code, request_id = outcome.request_id, error = null
    from unnest(${sql.param(accepted.map((one) => one.id))}::bigint[], ${sql.param(accepted.map((one) => one.statusCode))}::int[],
      ${sql.param(accepted.map((one) => one.requestId))}::text[]) as outcome (id, status_code, request_id)
    where deliveries.id = outcome.id and deliveries.status = 'sending'`);
}

/** To be asked again later, with the same retry key. */
export async function settleRetry(db: Db, delivery: Claimed, answer: LineAnswer, afterMs: number): Promise<void> {
  await db
    .update(deliveries)
    .set({ ...trace(answer), status: "pending", nextAttemptAt: new Date(now().getTime() + afterMs) })
    .where(eq(deliveries.id, delivery.id));
}

/** LINE named one recipient: that id is dropped and the follower flagged; the others go out under a new key. */
export async function settleBadRecipient(db: Db, delivery: Claimed, answer: LineAnswer, index: number): Promise<void> {
  const bad = delivery.recipients?.[index];
  if (bad === undefined) return settleRefused(db, delivery, answer);
  await db.transaction(async (tx) => {
    await tx.update(followers).set({ invalid: true }).where(eq(followers.lineUserId, bad));
    await reject(tx, delivery, answer, [bad]);
    await resend(
      tx,
      delivery,
      delivery.recipients!.filter((id) => id !== bad),
    );
  });
}

/** LINE refused without naming anybody: halves under new keys find the one at fault, unless the message itself is. */
export async function settleRefused(db: Db, delivery: Claimed, answer: LineAnswer): Promise<void> {
  const people = delivery.recipients ?? [];
  await db.transaction(async (tx) => {
    if (people.length <= 1 || answer.status !== 400 || blamesMessages(answer))
      return reject(tx, delivery, answer, people);
    const half = Math.ceil(people.length / 2);
    await reject(tx, delivery, answer, []);
    await resend(tx, delivery, people.slice(0, half));
    await resend(tx, delivery, people.slice(half));
  });
}

async function reject(tx: Db, delivery: Claimed, answer: LineAnswer, people: string[]): Promise<void> {
  const recipientCount = delivery.call === "broadcast" ? delivery.recipientCount : people.length;
  await tx
    .update(deliveries)
    .set({ ...trace(answer), status: "rejected", finishedAt: now(), recipients: people, recipientCount })
    .where(eq(deliveries.id, delivery.id));
}

async function resend(tx: Db, delivery: Claimed, recipients: string[]): Promise<void> {
  if (recipients.length === 0) return;
  const { broadcastId, call, lane } = delivery;
  const recipientCount = recipients.length;
  await tx
    .insert(deliveries)
    .values({ broadcastId, call, lane, status: "pending", retryKey: randomUUID(), recipients, recipientCount });
}

function trace(answer: LineAnswer) {
  return { statusCode: answer.status, requestId: answer.requestId, error: answer.body.message ?? null };
}
