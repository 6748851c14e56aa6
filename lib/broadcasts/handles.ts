import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { wakeSender } from "../deliveries/wake.ts";
import { Invalid } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { closeNotice } from "../notices/close.ts";
import type { Broadcast } from "./compose.ts";
import { move } from "./move.ts";
import { rejectedCause, settleSubmission } from "./submission.ts";
import { lockBroadcast } from "./visible.ts";

/** Takes back a draft or a reservation: nothing of it is ever sent. */
export async function cancelBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, actor, id, { to: "canceled" }, { finishedAt: now() });
    await settleSubmission(tx, actor, id, { decision: "withdrawn" });
    await closeNotice(tx, rejectedCause(id));
    await record(tx, actor, "broadcast.cancel", `broadcast:${id}`);
    return broadcast;
  });
}

/** Takes a reservation, or what awaits approval, back to a draft: until it is scheduled anew, nothing of it is sent. */
export async function reopenBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, actor, id, { to: "draft" }, { approvedAs: null });
    await settleSubmission(tx, actor, id, { decision: "withdrawn" });
    await record(tx, actor, "broadcast.reopen", `broadcast:${id}`);
    return broadcast;
  });
}

/** Holds what has not been sent yet; it can go on later. */
export async function pauseBroadcast(db: Db, actor: Actor, id: string, reason: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, actor, id, { to: "paused" }, { pausedReason: reason });
    await wakeSender(tx);
    await record(tx, actor, "broadcast.pause", `broadcast:${id}`, { reason });
    return broadcast;
  });
}

/** Goes on where it paused: what LINE accepted is not sent again. */
export async function resumeBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, actor, id, { to: "sending", from: ["paused"] }, { pausedReason: null });
    await addJob(tx, "broadcast.start", { id }, { key: `broadcast.start:${id}` });
    await wakeSender(tx);
    await record(tx, actor, "broadcast.resume", `broadcast:${id}`);
    return broadcast;
  });
}

/** Ends a running broadcast for good. What was sent stays counted. */
export async function stopBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, actor, id, { to: "stopped" }, { finishedAt: now() });
    await wakeSender(tx);
    await record(tx, actor, "broadcast.stop", `broadcast:${id}`);
    return broadcast;
  });
}

/**
 * Sends in stages: at most so many requests (of up to 500 people) a second, less than one too, also while it runs; null
 * lifts the limit.
 * Other broadcasts are not slowed by it.
 */
export async function throttleBroadcast(db: Db, actor: Actor, id: string, rate: number | null): Promise<void> {
  must(actor, "broadcasts", "send");
  if (rate !== null && !(rate >= slowest && rate <= fastest))
    throw new Invalid([
      { path: ["rate"], message: "配信の速さは、1時間に5,000人からLINEの上限までの間で指定してください。" },
    ]);
  await db.transaction(async (tx) => {
    await lockBroadcast(tx, actor, id);
    await tx.update(broadcasts).set({ rate }).where(eq(broadcasts.id, id));
    await wakeSender(tx);
    await record(tx, actor, "broadcast.throttle", `broadcast:${id}`, { rate });
  });
}

/** LINE's own limit: multicasts per second. */
const fastest = 200;
/** Slower than this, a standstill could no longer be told apart from patience. */
const slowest = 10 / 3600;
