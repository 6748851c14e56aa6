import type { Moment } from "#components/timeline.tsx";
import type { ApprovalDecision } from "#db/words.ts";
import type { BroadcastDetail } from "#lib/broadcasts/read.ts";
import type { Submission } from "#lib/broadcasts/submission.ts";
import { people } from "../../../numbers.ts";
import { sourceWords } from "../source-words.ts";

/** What happened to a broadcast, in order, and what is going to. */
export function momentsOf(broadcast: BroadcastDetail, approvals: Submission[]): Moment[] {
  const { createdAt, scheduledFor, startedAt, finishedAt, status } = broadcast;
  const moments: (Moment | false | null)[] = [
    { id: "created", at: createdAt, title: `作成（${sourceWords(broadcast)}）` },
    ...approvals.flatMap(askings),
    status === "scheduled" &&
      scheduledFor && { id: "planned", at: scheduledFor, title: "配信を始めます", tone: "planned" as const },
    startedAt && { id: "started", at: startedAt, title: "配信を開始" },
    status === "paused" && paused(broadcast),
    finishedAt && { id: "finished", at: finishedAt, ...ending(broadcast) },
  ];
  const known = moments.filter((moment): moment is Moment => Boolean(moment));
  return known.sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
}

/** Asked, decided, and, where it went without, looked at afterwards. */
function askings({ id, submitterName, submittedAt, decision, deciderName, decidedAt, ...rest }: Submission): Moment[] {
  const { reason, reviewerName, reviewedAt } = rest;
  const asked = { id: `${id}-asked`, at: submittedAt, title: `承認を申請（${submitterName}）` };
  const decided = decision &&
    decidedAt && {
      id: `${id}-decided`,
      at: decidedAt,
      title: `${decisionWords[decision]}（${deciderName}）`,
      note: reason ? `理由：${reason}` : undefined,
      tone: decision === "bypassed" || decision === "rejected" ? ("problem" as const) : undefined,
    };
  const reviewed = reviewedAt && { id: `${id}-reviewed`, at: reviewedAt, title: `内容を確認（${reviewerName}）` };
  const isSameMoment = decision === "bypassed" && submittedAt.getTime() === decidedAt?.getTime();
  const moments: (Moment | false | null)[] = [!isSameMoment && asked, decided, reviewed];
  return moments.filter((moment): moment is Moment => Boolean(moment));
}

const decisionWords: Record<ApprovalDecision, string> = {
  approved: "承認",
  rejected: "差し戻し",
  withdrawn: "申請の取り下げ",
  lapsed: "予定の時刻を過ぎたため下書きに戻しました",
  bypassed: "承認なしで配信",
};

function paused({ updatedAt, pausedReason }: BroadcastDetail): Moment {
  return { id: "paused", at: updatedAt, title: "一時停止", note: pausedReason, tone: "problem" };
}

function ending({ status, progress }: BroadcastDetail): Pick<Moment, "title" | "note" | "tone"> {
  if (status === "canceled") return { title: "取り消し", note: "誰にも送っていません。" };
  if (status === "stopped")
    return { title: "中止", note: `中止までに${people(progress.accepted)}分をLINEが受け付けました。`, tone: "problem" };
  return { title: "すべて送信", note: resultOf(progress) };
}

function resultOf({ accepted, rejected, expired }: BroadcastDetail["progress"]): string {
  const missed = rejected + expired;
  return `LINEが${people(accepted)}分を受け付けました。${missed > 0 ? `${people(missed)}分は届けられませんでした。` : ""}`;
}
