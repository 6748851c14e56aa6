import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { followers } from "#db/schema/followers.ts";
import { now } from "../clock.ts";
import { finishIfDone } from "../deliveries/finish.ts";
import { freezeEveryone, freezeNext, freezeTestRecipients } from "../deliveries/freeze.ts";
import { log } from "../log.ts";
import { ruleOf } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { aggregationUnitFor } from "./aggregation-unit.ts";
import type { Broadcast } from "./compose.ts";
import { tryMove } from "./move.ts";

/**
 * The worker's step at a broadcast's hour, and again after any crash: scheduled → sending, then the audience is frozen
 * into deliveries while the sender is already at work. Each slice moves the cursor in its own transaction, so going on
 * after a crash misses nobody and repeats nobody.
 */
export async function startBroadcast(db: Db, id: string): Promise<void> {
  const begun = (await begin(db, id)) ?? (await readSending(db, id));
  if (!begun) return;
  let more = !begun.frozen;
  while (more) more = await freezeNext(db, id);
  await finishIfDone(db, [id]);
  log.info({ broadcast: id }, "audience frozen");
}

async function begin(db: Db, id: string): Promise<Broadcast | null> {
  return db.transaction(async (tx) => {
    const moved = await tryMove(tx, id, "sending", { startedAt: now() });
    if (!moved || moved.frozen || moved.freezeUntil !== null) return moved;
    const audience = moved.audience as Audience;
    if (audience.kind === "everyone") return freezeEveryone(tx, moved);
    if (audience.kind === "test") return freezeTestRecipients(tx, moved);
    const [top] = await tx.select({ id: sql<number>`coalesce(max(${followers.id}), 0)::bigint` }).from(followers);
    const change = {
      freezeRule: await ruleOf(tx, audience),
      freezeUntil: Number(top!.id),
      aggregationUnit: await aggregationUnitFor(tx, moved),
    };
    await tx.update(broadcasts).set(change).where(eq(broadcasts.id, id));
    return { ...moved, ...change };
  });
}

async function readSending(db: Db, id: string): Promise<Broadcast | null> {
  const [broadcast] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  return broadcast?.status === "sending" ? broadcast : null;
}
