import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastStatus } from "#db/words.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import { closeNotice } from "../notices/close.ts";
import { readSetting } from "../settings/settings.ts";
import type { Broadcast } from "./compose.ts";
import { move } from "./move.ts";
import { rejectedCause } from "./submission.ts";

const startPriority = { urgent: -10, test: -5, normal: 0 } as const;

type Leaving = { from: readonly BroadcastStatus[]; approvedAs?: string };

/** At its hour, or now when it has none. The job is written in the same transaction. */
export async function sendOnItsWay(
  tx: Db,
  actor: Actor,
  id: string,
  { from, approvedAs }: Leaving,
): Promise<Broadcast> {
  const broadcast = await move(
    tx,
    actor,
    id,
    { to: "scheduled", from },
    {
      scheduledFor: sql`coalesce(${broadcasts.scheduledFor}, ${now().toISOString()}::timestamptz)`,
      approvedAs: approvedAs ?? null,
    },
  );
  const options = {
    key: `broadcast.start:${id}`,
    runFor: await startOf(tx, broadcast),
    priority: startPriority[broadcast.lane],
  };
  await addJob(tx, "broadcast.start", { id }, options);
  await closeNotice(tx, rejectedCause(id));
  return broadcast;
}

/** An ordinary reservation for the full hour is spread over some seconds, as LINE asks; urgent ones never wait. */
async function startOf(tx: Db, { lane, scheduledFor }: Broadcast): Promise<Date> {
  const onTheHour = scheduledFor!.getTime() % hourMs === 0;
  if (lane !== "normal" || !onTheHour) return scheduledFor!;
  const spreadMs = (await readSetting(tx, "spreadSeconds")) * 1000;
  return new Date(scheduledFor!.getTime() + Math.random() * spreadMs);
}

const hourMs = 3_600_000;
