import type { Moment } from "#components/timeline.tsx";
import type { BroadcastDetail } from "#lib/broadcasts/read.ts";
import { people } from "../../../numbers.ts";
import { sourceWords } from "../source-words.ts";

/** What happened to a broadcast, in order, and what is going to. */
export function momentsOf(broadcast: BroadcastDetail): Moment[] {
  const { createdAt, scheduledFor, startedAt, finishedAt, status } = broadcast;
  const moments: (Moment | false | null)[] = [
    { id: "created", at: createdAt, title: `作成（${sourceWords(broadcast)}）` },
    status === "scheduled" &&
      scheduledFor && { id: "planned", at: scheduledFor, title: "配信を始めます", tone: "planned" as const },
    startedAt && { id: "started", at: startedAt, title: "配信を開始" },
    status === "paused" && paused(broadcast),
    finishedAt && { id: "finished", at: finishedAt, ...ending(broadcast) },
  ];
  return moments.filter((moment): moment is Moment => Boolean(moment));
}

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
