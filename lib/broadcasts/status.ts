import type { Db } from "#db/client.ts";
import type { BroadcastStatus } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { broadcastDetail } from "./read.ts";

/** A broadcast as other city systems see it; counts are people, times ISO 8601. */
export type BroadcastState = {
  id: string;
  status: BroadcastStatus;
  audienceCount: number | null;
  accepted: number;
  rejected: number;
  pending: number;
  expired: number;
  startedAt: string | null;
  finishedAt: string | null;
};

export async function broadcastStatus(db: Db, actor: Actor, id: string): Promise<BroadcastState> {
  const { status, frozen, audienceCount, progress, startedAt, finishedAt } = await broadcastDetail(db, actor, id);
  return {
    id,
    status,
    audienceCount: frozen ? audienceCount : null,
    ...progress,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
