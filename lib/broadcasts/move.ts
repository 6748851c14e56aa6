import { and, eq, inArray } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, isUuid } from "../errors.ts";
import type { Broadcast } from "./compose.ts";
import { statesBefore } from "./states.ts";
import { findBroadcast, visibleTo } from "./visible.ts";

type Change = PgUpdateSetSource<typeof broadcasts>;

/** Where to, and, where one verb leaves not every state that the table lets go there, where from. */
type Step = { to: BroadcastStatus; from?: readonly BroadcastStatus[] };

/**
 * Moves a broadcast by guarded update, and tells whoever asked why it was refused: somebody else was faster, the table
 * does not list the move, or it is not theirs.
 */
export async function move(tx: Db, actor: Actor, id: string, step: Step, change: Change = {}): Promise<Broadcast> {
  const moved = await tryMove(tx, actor, id, step, change);
  if (moved) return moved;
  const { status } = await findBroadcast(tx, actor, id);
  throw new Conflict(refusals[status]);
}

async function tryMove(tx: Db, actor: Actor, id: string, { to, from }: Step, change: Change) {
  if (!isUuid(id)) return null;
  const before = statesBefore(to).filter((state) => !from || from.includes(state));
  const [moved] = await tx
    .update(broadcasts)
    .set({ ...change, status: to, updatedAt: now() })
    .where(and(eq(broadcasts.id, id), inArray(broadcasts.status, before), visibleTo(actor)))
    .returning();
  return moved ?? null;
}

const refusals: Record<BroadcastStatus, string> = {
  draft: "この配信は下書きのままです。",
  awaiting_approval: "この配信は承認待ちです。",
  scheduled: "この配信は予約済みです。",
  sending: "この配信はすでに始まっています。",
  paused: "この配信は一時停止中です。",
  sent: "この配信はすでに終わっています。",
  canceled: "この配信はすでに取り消されています。",
  stopped: "この配信はすでに中止されています。",
};
