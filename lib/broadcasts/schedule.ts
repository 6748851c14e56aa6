import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { needsApproval } from "./approval-rule.ts";
import type { Broadcast } from "./compose.ts";
import { sendOnItsWay } from "./on-its-way.ts";
import { fingerprintOf, submit } from "./submission.ts";
import { lockBroadcast } from "./visible.ts";

/** Sends a draft on its way, or, where the city's rule asks for a second person, puts it before one. */
export async function scheduleBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const draft = await lockBroadcast(tx, actor, id);
    if (draft.status === "draft" && (await needsApproval(tx, draft))) return submit(tx, actor, draft);
    const reservedAs = await fingerprintOf(tx, draft);
    const broadcast = await sendOnItsWay(tx, actor, id, { from: ["draft"], approvedAs: reservedAs });
    await record(tx, actor, "broadcast.schedule", `broadcast:${id}`, { scheduledFor: broadcast.scheduledFor });
    return broadcast;
  });
}
