import { and, eq, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { wakeSender } from "../deliveries/wake.ts";
import { writeSetting } from "../settings/settings.ts";

/**
 * Switches off everything that is sent without a member of staff: what is running pauses, mails are held,
 * what falls due waits as a draft. Returns how many broadcasts were paused.
 */
export async function switchSendingOff(db: Db, actor: Actor): Promise<number> {
  must(actor, "mail", "send");
  return db.transaction(async (tx) => {
    await writeSetting(tx, "sendingOff", true);
    const paused = await tx
      .update(broadcasts)
      .set({ status: "paused", pausedReason: "自動配信の停止により一時停止しました。", updatedAt: now() })
      .where(and(eq(broadcasts.status, "sending"), ne(broadcasts.source, "staff")))
      .returning({ id: broadcasts.id });
    await wakeSender(tx);
    await record(tx, actor, "sending.off", "sending", { paused: paused.length });
    return paused.length;
  });
}

/** Lets automatic sending go on. What was paused or held meanwhile still waits for a person. */
export async function switchSendingOn(db: Db, actor: Actor): Promise<void> {
  must(actor, "mail", "send");
  await db.transaction(async (tx) => {
    await writeSetting(tx, "sendingOff", false);
    await record(tx, actor, "sending.on", "sending");
  });
}
