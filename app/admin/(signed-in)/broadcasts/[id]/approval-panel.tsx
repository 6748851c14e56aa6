import type { Staff } from "#app/session.ts";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Notice } from "#components/notice.tsx";
import { may } from "#lib/actor.ts";
import type { BroadcastDetail } from "#lib/broadcasts/read.ts";
import { maySendWithoutApproval } from "#lib/broadcasts/send-without-approval.ts";
import type { Submission } from "#lib/broadcasts/submission.ts";
import { Decision } from "./decision.tsx";
import { ReviewButton } from "./review-button.tsx";
import { SendAnyway } from "./send-anyway.tsx";

type Props = { staff: Staff; broadcast: BroadcastDetail; approvals: Submission[]; count: number };

/** Where a broadcast stands with the second person, and what this member of staff can do about it. */
export function ApprovalPanel({ staff, broadcast, approvals, count }: Props) {
  const latest = approvals.at(-1);
  if (broadcast.status === "awaiting_approval" && latest)
    return <Waiting staff={staff} broadcast={broadcast} submission={latest} count={count} />;
  if (broadcast.status === "draft" && latest?.decision === "rejected") return <Rejected submission={latest} />;
  const bypass = approvals.find(({ decision, reviewedAt }) => decision === "bypassed" && !reviewedAt);
  return bypass ? <Unreviewed staff={staff} id={broadcast.id} bypass={bypass} /> : null;
}

type WaitingProps = { staff: Staff; broadcast: BroadcastDetail; submission: Submission; count: number };

function Waiting({ staff, broadcast, submission, count }: WaitingProps) {
  const { id, title, updatedAt, scheduledFor } = broadcast;
  const isOwn = submission.submitterId === staff.id;
  const mayDecide = may(staff, "broadcasts", "send") && !isOwn;
  return (
    <Notice tone="warning" title="別の職員の承認を待っています">
      <p>
        {submission.submitterName}が<FormattedTime at={submission.submittedAt} />
        に申請しました。承認されるまで、誰にも送られません。
        {scheduledFor && "予定の時刻を過ぎると送られず、下書きに戻ります。"}
        {isOwn && "自分で申請した配信は、自分では承認できません。"}
        {mayDecide && "内容・配信対象・人数・日時を確かめてから決めてください。"}
      </p>
      <div className="flex flex-wrap gap-3 pt-3 pb-1">
        {mayDecide && (
          <Decision
            {...{ id, title, count }}
            submission={submission.id}
            scheduledFor={scheduledFor?.toISOString() ?? null}
          />
        )}
        {isOwn && maySendWithoutApproval(staff) && <SendAnyway {...{ id, count }} seen={updatedAt.toISOString()} />}
      </div>
    </Notice>
  );
}

/** Also above the composer and on the confirm page. */
export function Rejected({ submission }: { submission: Submission }) {
  return (
    <Notice tone="warning" title="差し戻されました">
      <p>
        {submission.deciderName}（<FormattedTime at={submission.decidedAt!} />
        ）の理由：
      </p>
      <p className="whitespace-pre-wrap">{submission.reason}</p>
    </Notice>
  );
}

function Unreviewed({ staff, id, bypass }: { staff: Staff; id: string; bypass: Submission }) {
  const mayReview = may(staff, "broadcasts", "send") && bypass.deciderId !== staff.id;
  return (
    <Notice
      tone="warning"
      title="承認なしで配信されました"
      action={mayReview && <ReviewButton id={id} title="この配信" />}
    >
      {bypass.deciderName}が配信しました。理由：{bypass.reason}
      {!mayReview && "　別の職員が確認するまで「承認なしの配信」に残ります。"}
    </Notice>
  );
}
