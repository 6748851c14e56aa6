"use client";

import { formatJapaneseClock } from "#components/japanese-time.ts";
import { people, share } from "../../../numbers.ts";
import { ProgressBar } from "../../../progress-bar.tsx";
import type { Fresh } from "./progress/fresh.ts";
import { isMoving } from "./progress/moving.ts";
import type { Watched } from "./use-fresh.ts";
import { useWatched } from "./watch.tsx";

/** How many people LINE has taken the message for, while it happens. */
export function LiveProgress() {
  const watched = useWatched();
  const { progress, total } = watched.latest;
  if (!watched.latest.startedAt && !isMoving(watched.latest, watched.latest.at)) return null;
  return (
    <section
      aria-labelledby="progress"
      className="flex flex-col gap-4 rounded-12 border border-solid-gray-200 p-4 md:p-6"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="progress" className="text-std-20B-150">
          LINEの受付
        </h2>
        <Freshness {...watched} />
      </div>
      <p className="text-std-32B-150 tabular-nums">
        {people(progress.accepted)}
        <span className="pl-2 text-std-16N-170 font-400">
          / {people(total)}
          {share(progress.accepted, total) && `（${share(progress.accepted, total)}）`}
        </span>
      </p>
      <ProgressBar progress={progress} total={total} label="配信の進み具合" />
      <Parts {...watched.latest} />
      <Pace {...watched} />
      <p className="text-dns-14N-130 text-solid-gray-700">
        受付は、LINEが送信の依頼を受け付けた人数です。一人ひとりに届いたかどうかは、LINEからは知らされません。
      </p>
    </section>
  );
}

function Parts({ progress, total, status }: Fresh) {
  const known = progress.accepted + progress.rejected + progress.expired;
  const parts: [string, number][] = [
    ["受付済", progress.accepted],
    [status === "stopped" ? "未送信（中止）" : "送信待ち", Math.max(0, total - known)],
    ["拒否", progress.rejected],
    ["期限切れ", progress.expired],
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-1">
      {parts.map(([label, count]) => (
        <div key={label} className="flex gap-2">
          <dt className="text-solid-gray-700">{label}</dt>
          <dd className="font-700 tabular-nums">{people(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Pace({ latest, forecast }: Watched) {
  if (latest.status !== "sending") return null;
  if (!latest.frozen) return <p>配信対象を確定しながら送信しています。</p>;
  if (!forecast) return <p>送信しています。</p>;
  return (
    <p className="tabular-nums">
      毎秒 約{people(Math.round(forecast.perSecond))}　終了見込み{" "}
      {formatJapaneseClock(forecast.endsAt, { seconds: true })}
    </p>
  );
}

/** Said aloud only when the connection is lost, not every second. */
function Freshness({ latest, isLost }: Watched) {
  return (
    <p className="text-dns-14N-130 text-solid-gray-700">
      最終更新 <span className="tabular-nums">{formatJapaneseClock(latest.at, { seconds: true })}</span>
      <span role="status" className="text-error-2">
        {isLost && "（つながりません。配信は続いています。自動で再接続します）"}
      </span>
    </p>
  );
}
