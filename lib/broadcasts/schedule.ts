import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { addJob } from "../jobs/add.ts";
import type { Broadcast } from "./compose.ts";
import { move } from "./move.ts";

const startPriority = { urgent: -10, test: -5, normal: 0 } as const;

/** Sends a draft on its way: at its hour, or now when it has none. The job is written in the same transaction. */
export async function scheduleBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "send");
  return db.transaction(async (tx) => {
    const broadcast = await move(tx, id, "scheduled", {
      scheduledFor: sql`coalesce(${broadcasts.scheduledFor}, ${now().toISOString()}::timestamptz)`,
    });
    const options = {
      key: `broadcast.start:${id}`,
      runFor: broadcast.scheduledFor!,
      priority: startPriority[broadcast.lane],
    };
    await addJob(tx, "broadcast.start", { id }, options);
    await record(tx, actor, "broadcast.schedule", `broadcast:${id}`, { scheduledFor: broadcast.scheduledFor });
    return broadcast;
  });
}
