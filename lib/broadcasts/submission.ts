import { createHash, randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { approvals } from "#db/schema/broadcasts.ts";
import type { ApprovalDecision } from "#db/words.ts";
import { record } from "../activity/record.ts";
import { type Actor, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { closeNotice } from "../notices/close.ts";
import { notify } from "../notices/notify.ts";
import { ruleOf } from "../segments/audience.ts";
import type { Audience } from "../segments/schema.ts";
import type { Broadcast } from "./compose.ts";
import { approversOf } from "./mail-submission.ts";
import { move } from "./move.ts";

/** One asking for a second person, and what came of it. */
export type Submission = typeof approvals.$inferSelect;

/** Puts a draft before a second person: draft → awaiting_approval. Those who may approve are told. */
export async function submit(tx: Db, actor: Actor, draft: Broadcast): Promise<Broadcast> {
  const broadcast = await move(tx, actor, draft.id, { to: "awaiting_approval" });
  await tx.insert(approvals).values({
    id: randomUUID(),
    broadcastId: draft.id,
    submitterId: idOf(actor),
    submitterName: nameOf(actor),
    submittedAt: now(),
    fingerprint: await fingerprintOf(tx, broadcast),
  });
  await closeNotice(tx, rejectedCause(draft.id));
  await notify(tx, {
    cause: waitingCause(draft.id),
    title: `「${draft.title}」が承認を待っています`,
    advice: `${nameOf(actor)}が申請しました。申請した人とは別の職員が内容を確かめて、承認するか差し戻してください。`,
    mailTo: await approversOf(tx, broadcast, idOf(actor)),
  });
  await record(tx, actor, "broadcast.submit", `broadcast:${draft.id}`, { scheduledFor: draft.scheduledFor });
  return broadcast;
}

export async function openSubmission(tx: Db, broadcastId: string): Promise<Submission | undefined> {
  const open = and(eq(approvals.broadcastId, broadcastId), isNull(approvals.decision));
  const [submission] = await tx.select().from(approvals).where(open);
  return submission;
}

/** Whether it was ever let go by a person who looked, or by an administrator without one. */
export async function wasDecided(tx: Db, broadcastId: string): Promise<boolean> {
  const letGo = inArray(approvals.decision, ["approved", "bypassed"]);
  return (await tx.$count(approvals, and(eq(approvals.broadcastId, broadcastId), letGo))) > 0;
}

/** Writes down what became of the open submission, if there is one, and closes the notice about it. */
export async function settleSubmission(
  tx: Db,
  actor: Actor,
  broadcastId: string,
  outcome: { decision: ApprovalDecision; reason?: string },
): Promise<void> {
  await tx
    .update(approvals)
    .set({ ...outcome, ...deciderOf(actor) })
    .where(and(eq(approvals.broadcastId, broadcastId), isNull(approvals.decision)));
  await closeNotice(tx, waitingCause(broadcastId));
}

export function deciderOf(actor: Actor) {
  return { deciderId: idOf(actor), deciderName: nameOf(actor), decidedAt: now() };
}

/** What somebody approves: the words, whom they are for (a saved rule as it stands now), and how urgent. */
export async function fingerprintOf(db: Db, broadcast: Broadcast): Promise<string> {
  const { title, messages, audience, lane } = broadcast;
  const rule = await ruleOf(db, audience as Audience);
  return createHash("sha256")
    .update(JSON.stringify([title, messages, audience, rule, lane]))
    .digest("hex");
}

/** A person or a token, however often they signed in. */
export function idOf(actor: Actor): string {
  if (actor.kind === "system") return `system:${actor.task}`;
  return actor.kind === "follower" ? "" : actor.id;
}

const waitingCause = (id: string) => `broadcast.approval:${id}`;
export const rejectedCause = (id: string) => `broadcast.rejected:${id}`;
export const unapprovedCause = (id: string) => `broadcast.unapproved:${id}`;
