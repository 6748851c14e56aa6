import type { BroadcastStatus } from "#db/words.ts";
import type { BroadcastDetail, Progress } from "#lib/broadcasts/read.ts";
import { now } from "#lib/clock.ts";
import { totalOf } from "../../total.ts";

/** How a broadcast goes at one moment. */
export type Fresh = {
  at: string;
  status: BroadcastStatus;
  total: number;
  frozen: boolean;
  progress: Progress;
  startedAt: string | null;
  scheduledFor: string | null;
};

export function freshOf(broadcast: BroadcastDetail): Fresh {
  const { status, frozen, progress, startedAt, scheduledFor } = broadcast;
  return {
    at: now().toISOString(),
    status,
    total: totalOf(broadcast),
    frozen,
    progress,
    startedAt: startedAt?.toISOString() ?? null,
    scheduledFor: scheduledFor?.toISOString() ?? null,
  };
}
