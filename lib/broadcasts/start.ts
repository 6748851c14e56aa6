import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts, deliveries } from "#db/schema/broadcasts.ts";
import { followers } from "#db/schema/followers.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { finishIfDone } from "../deliveries/finish.ts";
import { freezeEveryone, freezeNext, freezeTestRecipients } from "../deliveries/freeze.ts";
import { getEnv } from "../env.ts";
import { Invalid } from "../errors.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";
import { ruleOf } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { readSetting } from "../settings/settings.ts";
import { aggregationUnitFor } from "./aggregation-unit.ts";
import { needsApproval } from "./approval-rule.ts";
import type { Broadcast } from "./compose.ts";
import { type Hindrance, hindranceOf } from "./hindrance.ts";
import { move } from "./move.ts";
import { outgoingOf } from "./outgoing.ts";
import { fingerprintOf, wasDecided } from "./submission.ts";

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

const actor: Actor = { kind: "system", task: "配信" };

async function begin(db: Db, id: string): Promise<Broadcast | null> {
  return db.transaction(async (tx) => {
    const [waiting] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for("update");
    if (waiting?.status !== "scheduled") return null;
    const hindrance = await hindranceFor(tx, waiting);
    if (hindrance) return leaveToPerson(tx, id, hindrance);
    const begun = { startedAt: now(), drill: getEnv().drill };
    const moved = await move(tx, actor, id, { to: "sending", from: ["scheduled"] }, begun);
    const audience: Audience = moved.drill ? { kind: "test" } : (moved.audience as Audience);
    if (audience.kind === "everyone") return freezeEveryone(tx, moved);
    if (audience.kind === "test") return freezeTestRecipients(tx, moved);
    return prepareFreeze(tx, moved, audience);
  });
}

async function hindranceFor(tx: Db, broadcast: Broadcast): Promise<Hindrance | null> {
  const [lateMinutes, sendingOff] = [await readSetting(tx, "lateMinutes"), await readSetting(tx, "sendingOff")];
  const audienceGone = await ruleOf(tx, broadcast.audience as Audience).then(() => false, isInvalid);
  const changed = !audienceGone && (await hasChangedSinceApproval(tx, broadcast));
  return hindranceOf(broadcast, { lateMinutes, sendingOff, audienceGone, changed }, now());
}

/** Somebody approved it for other people, or nobody had to while it was for few: its saved rule was changed since. */
async function hasChangedSinceApproval(tx: Db, broadcast: Broadcast): Promise<boolean> {
  const { id, approvedAs } = broadcast;
  if (approvedAs === null || approvedAs === (await fingerprintOf(tx, broadcast))) return false;
  return (await wasDecided(tx, id)) || needsApproval(tx, broadcast);
}

function isInvalid(error: unknown): boolean {
  if (error instanceof Invalid) return true;
  throw error;
}

async function leaveToPerson(tx: Db, id: string, hindrance: Hindrance): Promise<null> {
  await move(tx, actor, id, { to: "draft", from: ["scheduled"] }, { scheduledFor: null, approvedAs: null });
  await notify(tx, hindrance);
  return null;
}

/** The rule as it stands now, and the newest follower there is: who comes later is not in this audience. */
async function prepareFreeze(tx: Db, broadcast: Broadcast, audience: Audience): Promise<Broadcast> {
  const { id } = audience.kind === "recipientsOf" ? deliveries : followers;
  const [top] = await tx.select({ id: sql<string>`coalesce(max(${id}), 0)` }).from(id.table);
  const [prepared] = await tx
    .update(broadcasts)
    .set({
      freezeRule: await ruleOf(tx, audience),
      freezeUntil: Number(top!.id),
      aggregationUnit: await aggregationUnitFor(tx, broadcast),
      outgoing: await outgoingOf(tx, broadcast),
    })
    .where(eq(broadcasts.id, broadcast.id))
    .returning();
  return prepared!;
}

async function readSending(db: Db, id: string): Promise<Broadcast | null> {
  const [broadcast] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  return broadcast?.status === "sending" ? broadcast : null;
}
