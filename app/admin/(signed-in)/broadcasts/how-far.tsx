import type { BroadcastSummary } from "#lib/broadcasts/read.ts";
import { people } from "../../numbers.ts";
import { ProgressBar } from "../../progress-bar.tsx";
import { totalOf } from "./total.ts";

type Props = { of: Pick<BroadcastSummary, "title" | "progress" | "audienceCount" | "startedAt"> };

/** 受付 / 対象, in people. Before it starts nobody can say how many it will be. */
export function HowFar({ of }: Props) {
  const { progress, startedAt, title } = of;
  if (!startedAt) return <span className="text-solid-gray-700">開始前</span>;
  const total = totalOf(of);
  const missed = progress.rejected + progress.expired;
  return (
    <div className="flex min-w-32 flex-col gap-1.5">
      <span className="whitespace-nowrap tabular-nums">
        {progress.accepted.toLocaleString("ja-JP")} / {people(total)}
      </span>
      <ProgressBar progress={progress} total={total} label={`${title}の進み具合`} />
      {missed > 0 && <span className="text-dns-14N-130 text-error-2">拒否・期限切れ {people(missed)}</span>}
    </div>
  );
}
