import type { Db } from "#db/client.ts";
import type { BroadcastStatus } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { countAudience } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { type BroadcastDetail, broadcastDetail } from "./read.ts";

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
  const broadcast = await broadcastDetail(db, actor, id);
  const { status, progress, startedAt, finishedAt } = broadcast;
  return {
    id,
    status,
    audienceCount: await audienceCountOf(db, broadcast),
    ...progress,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

async function audienceCountOf(db: Db, { frozen, audienceCount, audience }: BroadcastDetail): Promise<number | null> {
  if (frozen) return audienceCount;
  return (audience as Audience).kind === "everyone" ? countAudience(db, { kind: "everyone" }) : null;
}
