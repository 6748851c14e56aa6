import { and, eq, inArray } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { now } from "../clock.ts";
import { Conflict, isUuid, NotFound } from "../errors.ts";
import type { Broadcast } from "./compose.ts";
import { statesBefore } from "./states.ts";

type Change = PgUpdateSetSource<typeof broadcasts>;

/** Moves a broadcast by guarded update; null when somebody else moved it first or the table does not list the move. */
async function tryMove(tx: Db, id: string, to: BroadcastStatus, change: Change = {}): Promise<Broadcast | null> {
  if (!isUuid(id)) throw new NotFound("この配信はありません。");
  const [moved] = await tx
    .update(broadcasts)
    .set({ ...change, status: to, updatedAt: now() })
    .where(and(eq(broadcasts.id, id), inArray(broadcasts.status, statesBefore(to))))
    .returning();
  return moved ?? null;
}

/** As `tryMove`, but a refused move is told to whoever asked. */
export async function move(tx: Db, id: string, to: BroadcastStatus, change: Change = {}): Promise<Broadcast> {
  const moved = await tryMove(tx, id, to, change);
  if (moved) return moved;
  const [broadcast] = await tx.select({ status: broadcasts.status }).from(broadcasts).where(eq(broadcasts.id, id));
  if (!broadcast) throw new NotFound("この配信はありません。");
  throw new Conflict(refusals[broadcast.status]);
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
