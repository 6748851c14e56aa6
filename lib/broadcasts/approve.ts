import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, Forbidden, parse } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { notify } from "../notices/notify.ts";
import { issuerOf } from "../staff/tokens.ts";
import type { Broadcast } from "./compose.ts";
import { askerOf } from "./mail-submission.ts";
import { move } from "./move.ts";
import { sendOnItsWay } from "./on-its-way.ts";
import { Reason } from "./schema.ts";
import { fingerprintOf, openSubmission, rejectedCause, type Submission, settleSubmission } from "./submission.ts";
import { lockBroadcast } from "./visible.ts";

/**
 * Somebody other than the submitter lets it go: awaiting_approval → scheduled.
 * @param seen the submission that was looked at: nobody approves what they have not seen
 */
export async function approveBroadcast(db: Db, actor: Actor, id: string, seen: string): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  return db.transaction(async (tx) => {
    const { waiting, submission } = await lockSubmission(tx, actor, id, seen);
    if (waiting.scheduledFor && waiting.scheduledFor <= now()) throw new Conflict(hourHasPassed);
    if (submission.fingerprint !== (await fingerprintOf(tx, waiting))) throw new Conflict(groupHasChanged);
    await settleSubmission(tx, actor, id, { decision: "approved" });
    const approvedAs = submission.fingerprint;
    const broadcast = await sendOnItsWay(tx, actor, id, { from: ["awaiting_approval"], approvedAs });
    await addJob(tx, "approval.mail", { id: seen });
    await record(tx, actor, "broadcast.approve", `broadcast:${id}`, { submitter: submission.submitterId });
    return broadcast;
  });
}

/** Somebody other than the submitter sends it back with a reason: awaiting_approval → draft. */
export async function rejectBroadcast(
  db: Db,
  actor: Actor,
  id: string,
  { seen, reason: said }: { seen: string; reason: unknown },
): Promise<Broadcast> {
  must(actor, "broadcasts", "send");
  const reason = parse(Reason, said);
  return db.transaction(async (tx) => {
    const { submission } = await lockSubmission(tx, actor, id, seen);
    const broadcast = await move(tx, actor, id, { to: "draft", from: ["awaiting_approval"] });
    await settleSubmission(tx, actor, id, { decision: "rejected", reason });
    await notify(tx, {
      cause: rejectedCause(id),
      title: `「${broadcast.title}」が差し戻されました`,
      advice: `理由：${reason}　下書きを直して、もう一度申請するか、取り消してください。`,
      mailTo: await askerOf(tx, submission.submitterId),
    });
    await record(tx, actor, "broadcast.reject", `broadcast:${id}`, { submitter: submission.submitterId, reason });
    return broadcast;
  });
}

async function lockSubmission(
  tx: Db,
  actor: Actor,
  id: string,
  seen: string,
): Promise<{ waiting: Broadcast; submission: Submission }> {
  if (actor.kind !== "staff") throw new Forbidden("承認と差し戻しは、職員が画面で行います。");
  const waiting = await lockBroadcast(tx, actor, id);
  const submission = await openSubmission(tx, id);
  if (!submission) throw new Conflict("この配信は承認待ちではありません。");
  if (actor.id === submission.submitterId || actor.id === (await issuerOf(tx, submission.submitterId)))
    throw new Forbidden(
      "自分や、自分が発行したAPIトークンで申請した配信は、自分では承認も差し戻しもできません。ほかの職員に依頼してください。",
    );
  if (submission.id !== seen)
    throw new Conflict("確認している間に内容が変更され、申請し直されました。もう一度内容を確かめてください。");
  return { waiting, submission };
}

const hourHasPassed = "承認を待つ間に予定の時刻を過ぎました。差し戻して、日時を決め直してください。";
const groupHasChanged =
  "申請の後に配信グループの条件が変わりました。差し戻して、届ける相手をもう一度確かめてもらってください。";
