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
import { ComposeBroadcast } from "./schema.ts";
import { lockBroadcast } from "./visible.ts";

export type Broadcast = typeof broadcasts.$inferSelect;

export type Origin = { source: BroadcastSource; sourceName?: string };

/** Writes a draft. The same verb serves staff, city systems and mails. */
export async function composeBroadcast(db: Db, actor: Actor, input: unknown, origin: Origin): Promise<Broadcast> {
  must(actor, "broadcasts", "edit");
  const composed = parse(ComposeBroadcast, input);
  checkHour(composed.scheduledFor);
  await checkAudience(db, composed.audience);
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
        departmentId: departmentOf(actor),
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    await record(tx, actor, "broadcast.compose", `broadcast:${broadcast!.id}`, { title: composed.title });
    return broadcast!;
  });
}

/** Changes a draft. Anything further on its way is not touched. */
export async function reviseBroadcast(db: Db, actor: Actor, id: string, input: unknown): Promise<Broadcast> {
  must(actor, "broadcasts", "edit");
  const composed = parse(ComposeBroadcast, input);
  checkHour(composed.scheduledFor);
  await checkAudience(db, composed.audience);
  return db.transaction(async (tx) => {
    const before = await lockBroadcast(tx, actor, id);
    if (before.status !== "draft") throw new Conflict("この配信は下書きではないため変更できません。");
    const [broadcast] = await tx
      .update(broadcasts)
      .set({ ...columns(composed), updatedAt: now() })
      .where(eq(broadcasts.id, id))
      .returning();
    await record(tx, actor, "broadcast.revise", `broadcast:${id}`, { title: composed.title });
    return broadcast!;
  });
}

const clockSkewMs = 5 * 60_000;

/** A reservation lies ahead; clocks may differ a little. */
function checkHour(scheduledFor: string | undefined): void {
  if (scheduledFor === undefined || Date.parse(scheduledFor) > now().getTime() - clockSkewMs) return;
  throw new Invalid([{ path: ["scheduledFor"], message: "予約日時には、これからの日時を指定してください。" }]);
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
