import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import type { BroadcastSource, Lane } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, departmentOf, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Invalid, parse } from "../errors.ts";
import { formUrl } from "../line/form-url.ts";
import { withFormUrl } from "../messages/schema.ts";
import { checkAudience } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import { move } from "./move.ts";
import { checkRoomForReason } from "./outgoing.ts";
import { ComposeBroadcast } from "./schema.ts";
import { settleSubmission } from "./submission.ts";
import { lockBroadcast } from "./visible.ts";

export type Broadcast = typeof broadcasts.$inferSelect;

export type Origin = {
  source: BroadcastSource;
  sourceName?: string;
  /** The broadcast that is corrected; to whom it went only its correction may say. */
  corrects?: Pick<Broadcast, "id" | "departmentId">;
};

/** Writes a draft. The same verb serves staff, city systems and mails. */
export async function composeBroadcast(db: Db, actor: Actor, input: unknown, origin: Origin): Promise<Broadcast> {
  must(actor, "broadcasts", "edit");
  const composed = parse(ComposeBroadcast, input);
  checkHour(composed.scheduledFor);
  checkPast(composed.audience, origin.corrects?.id);
  await checkAudience(db, composed.audience);
  if (origin.source !== "mail") await checkRoomForReason(db, composed);
  return db.transaction(async (tx) => {
    const at = now();
    const [broadcast] = await tx
      .insert(broadcasts)
      .values({
        ...columns(composed),
        id: randomUUID(),
        status: "draft",
        source: origin.source,
        sourceName: origin.sourceName,
        createdBy: nameOf(actor),
        departmentId: departmentOf(actor) ?? origin.corrects?.departmentId,
        correctsId: origin.corrects?.id,
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    const corrects = origin.corrects && { corrects: origin.corrects.id };
    await record(tx, actor, "broadcast.compose", `broadcast:${broadcast!.id}`, { title: composed.title, ...corrects });
    return broadcast!;
  });
}

/** Changes a draft. What awaits approval becomes one again by it; anything further on its way is not touched. */
export async function reviseBroadcast(db: Db, actor: Actor, id: string, input: unknown): Promise<Broadcast> {
  must(actor, "broadcasts", "edit");
  const composed = parse(ComposeBroadcast, input);
  checkHour(composed.scheduledFor);
  await checkAudience(db, composed.audience);
  await checkRoomForReason(db, composed);
  return db.transaction(async (tx) => {
    const before = await lockBroadcast(tx, actor, id);
    if (before.status === "awaiting_approval") await withdraw(tx, actor, id);
    else if (before.status !== "draft") throw new Conflict("この配信は下書きではないため変更できません。");
    checkPast(composed.audience, before.correctsId);
    const [broadcast] = await tx
      .update(broadcasts)
      .set({ ...columns(composed), updatedAt: now() })
      .where(eq(broadcasts.id, id))
      .returning();
    await record(tx, actor, "broadcast.revise", `broadcast:${id}`, { title: composed.title });
    return broadcast!;
  });
}

/** What was submitted is no longer what there is. */
async function withdraw(tx: Db, actor: Actor, id: string): Promise<void> {
  await move(tx, actor, id, { to: "draft", from: ["awaiting_approval"] });
  await settleSubmission(tx, actor, id, { decision: "withdrawn" });
}

const clockSkewMs = 5 * 60_000;

/** A reservation lies ahead; clocks may differ a little. */
function checkHour(scheduledFor: string | undefined): void {
  if (scheduledFor === undefined || Date.parse(scheduledFor) > now().getTime() - clockSkewMs) return;
  throw new Invalid([{ path: ["scheduledFor"], message: "予約日時には、これからの日時を指定してください。" }]);
}

function checkPast(audience: Audience, corrects: string | null | undefined): void {
  if (audience.kind !== "recipientsOf" || audience.broadcast === corrects) return;
  throw new Invalid([
    { path: ["audience", "kind"], message: "別の配信を受け取った人には、その配信の訂正だけを送れます。" },
  ]);
}

function columns(composed: ComposeBroadcast) {
  const { title, audience } = composed;
  const messages = withFormUrl(composed.messages, formUrl());
  const lane: Lane = audience.kind === "test" ? "test" : (composed.lane ?? "normal");
  return {
    title,
    messages,
    audience,
    lane,
    scheduledFor: composed.scheduledFor ? new Date(composed.scheduledFor) : null,
  };
}
