import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { approvals } from "#db/schema/broadcasts.ts";
import { record } from "../activity/record.ts";
import { type Actor, may, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Forbidden, parse } from "../errors.ts";
import { closeNotice } from "../notices/close.ts";
import { notify } from "../notices/notify.ts";
import { needsApproval } from "./approval-rule.ts";
import type { Broadcast } from "./compose.ts";
import { sendOnItsWay } from "./on-its-way.ts";
import { Reason } from "./schema.ts";
import { deciderOf, fingerprintOf, idOf, openSubmission, settleSubmission, unapprovedCause } from "./submission.ts";
import { lockBroadcast } from "./visible.ts";

/** In an emergency, when nobody else can be reached. It is recorded, told, and listed until another person has looked. */
export async function sendWithoutApproval(db: Db, actor: Actor, id: string, said: unknown): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  if (!maySendWithoutApproval(actor)) throw new Forbidden("承認なしの配信は、部署に属さない管理者だけができます。");
  const reason = parse(Reason, said);
  return db.transaction(async (tx) => {
    const unsent = await lockBroadcast(tx, actor, id);
    if (unsent.status === "draft" && !(await needsApproval(tx, unsent)))
      throw new Conflict("この配信に承認は必要ありません。通常の手順で配信してください。");
    const approvedAs = await fingerprintOf(tx, unsent);
    const broadcast = await sendOnItsWay(tx, actor, id, { from: ["draft", "awaiting_approval"], approvedAs });
    await writeDown(tx, actor, broadcast, reason);
    await notify(tx, {
      cause: unapprovedCause(id),
      title: `「${broadcast.title}」が承認なしで配信されました`,
      advice: `${nameOf(actor)}による配信です。理由：${reason}　別の職員が内容を確かめて「確認済みにする」を押してください。`,
    });
    await record(tx, actor, "broadcast.bypass", `broadcast:${id}`, { reason });
    return broadcast;
  });
}

/** An administrator: staff of no department who manages staff and may send. */
export function maySendWithoutApproval(actor: Actor): boolean {
  if (actor.kind !== "staff" || actor.department) return false;
  return may(actor, "staff", "edit") && may(actor, "broadcasts", "send");
}

/** Another person has looked at what was sent without approval. */
export async function reviewUnapproved(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "broadcasts", "send");
  if (actor.kind !== "staff") throw new Forbidden("確認は、職員が画面で行います。");
  await db.transaction(async (tx) => {
    await lockBroadcast(tx, actor, id);
    const unreviewed = and(
      eq(approvals.broadcastId, id),
      eq(approvals.decision, "bypassed"),
      isNull(approvals.reviewedAt),
    );
    const [bypass] = await tx.select().from(approvals).where(unreviewed);
    if (!bypass) throw new Conflict("この配信はすでに確認済みです。");
    if (bypass.deciderId === actor.id)
      throw new Forbidden("自分が承認なしで送った配信は確認済みにできません。ほかの職員に依頼してください。");
    await tx.update(approvals).set({ reviewerName: actor.name, reviewedAt: now() }).where(eq(approvals.id, bypass.id));
    await closeNotice(tx, unapprovedCause(id));
    await record(tx, actor, "broadcast.review", `broadcast:${id}`, { sentBy: bypass.deciderId });
  });
}

/** The asking that was cut short, or, for a draft, one that never was. */
async function writeDown(tx: Db, actor: Actor, broadcast: Broadcast, reason: string): Promise<void> {
  if (await openSubmission(tx, broadcast.id))
    return settleSubmission(tx, actor, broadcast.id, { decision: "bypassed", reason });
  await tx.insert(approvals).values({
    id: randomUUID(),
    broadcastId: broadcast.id,
    submitterId: idOf(actor),
    submitterName: nameOf(actor),
    submittedAt: now(),
    fingerprint: await fingerprintOf(tx, broadcast),
    decision: "bypassed",
    reason,
    ...deciderOf(actor),
  });
}
