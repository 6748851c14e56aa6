import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { move } from "../broadcasts/move.ts";
import { findBroadcast, lockBroadcast } from "../broadcasts/visible.ts";
import { Conflict } from "../errors.ts";
import { closeNotice } from "../notices/close.ts";
import { wakeSender } from "./wake.ts";

/** What nobody knows of whether LINE took it, and nobody has decided about. `forgotten`: to whom it went is gone. */
export type Undecided = { people: number; forgotten: number };

const undecided = (broadcastId: string) =>
  and(eq(deliveries.broadcastId, broadcastId), eq(deliveries.status, "expired"), isNull(deliveries.decision));

const knowsWhom = sql`(${deliveries.call} = 'broadcast' or ${deliveries.recipients} is not null)`;

export async function undecidedExpired(db: Db, actor: Actor, broadcastId: string): Promise<Undecided> {
  must(actor, "broadcasts", "view");
  await findBroadcast(db, actor, broadcastId);
  const people = sql<number>`coalesce(sum(${deliveries.recipientCount}), 0)::int`;
  const forgotten = sql<number>`coalesce(sum(${deliveries.recipientCount}) filter (where not ${knowsWhom}), 0)::int`;
  const [row] = await db.select({ people, forgotten }).from(deliveries).where(undecided(broadcastId));
  return row!;
}

/**
 * A person sends what expired once more: the same people under new retry keys. LINE no longer knows the old keys, so
 * whoever had it already gets it twice. A broadcast that was over goes on for it.
 */
export async function resendExpired(db: Db, actor: Actor, broadcastId: string): Promise<number> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const { status } = await lockBroadcast(tx, actor, broadcastId);
    if (!goesOn.includes(status)) throw new Conflict("中止した配信は、もう一度送れません。");
    const people = await sendAgain(tx, broadcastId);
    if (people === 0)
      throw new Conflict("もう一度送る相手はいません。ほかの職員がすでに決めたか、送り先の記録が残っていません。");
    if (status === "sent") await move(tx, actor, broadcastId, { to: "sending", from: ["sent"] }, { finishedAt: null });
    await closeWhenDecided(tx, broadcastId);
    await wakeSender(tx);
    await record(tx, actor, "broadcast.resend", `broadcast:${broadcastId}`, { people });
    return people;
  });
}

const goesOn: BroadcastStatus[] = ["sending", "paused", "sent"];

/** A person leaves it as it is: what expired is not sent again. */
export async function letGoExpired(db: Db, actor: Actor, broadcastId: string): Promise<void> {
  must(actor, "broadcasts", "send");
  await db.transaction(async (tx) => {
    await lockBroadcast(tx, actor, broadcastId);
    const rows = await tx
      .update(deliveries)
      .set({ decision: "let_go" })
      .where(undecided(broadcastId))
      .returning({ people: deliveries.recipientCount });
    if (rows.length === 0) throw new Conflict("ほかの職員がすでに決めています。");
    await closeWhenDecided(tx, broadcastId);
    const people = rows.reduce((sum, row) => sum + row.people, 0);
    await record(tx, actor, "broadcast.let-go", `broadcast:${broadcastId}`, { people });
  });
}

async function sendAgain(tx: Db, broadcastId: string): Promise<number> {
  const [row] = await tx.execute<{ people: number }>(sql`
    with expired as (
      update deliveries set decision = 'resent'
      where ${undecided(broadcastId)} and ${knowsWhom}
      returning id, call, lane, recipients, recipient_count
    ), written as (
      insert into deliveries (broadcast_id, call, lane, status, retry_key, recipients, recipient_count)
      select ${broadcastId}::uuid, call, lane, 'pending', gen_random_uuid(), recipients, recipient_count
      from expired order by id
    )
    select coalesce(sum(recipient_count), 0)::int as people from expired`);
  return row!.people;
}

async function closeWhenDecided(tx: Db, broadcastId: string): Promise<void> {
  if ((await tx.$count(deliveries, undecided(broadcastId))) === 0) await closeNotice(tx, expiredCause(broadcastId));
}

export const expiredCause = (broadcastId: string) => `broadcast.expired:${broadcastId}`;
