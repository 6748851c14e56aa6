"use client";

import { formatJapaneseClock, formatJapaneseTime } from "#components/japanese-time.ts";
import { troubleWords } from "./trouble.ts";
import type { SavingState } from "./use-saving.ts";

type Props = { state: SavingState; isDirty: boolean; isBusy: boolean };

/** Always in sight: whether everything is saved, and the way to save it. */
export function SaveBar({ state, isDirty, isBusy }: Props) {
  const isProblem = state.kind === "trouble" || state.kind === "refused";
  return (
    <div className="sticky bottom-0 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-solid-gray-420 bg-white px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      <p
        role="status"
        className={`min-w-40 flex-[3] text-[1rem] leading-150 ${isProblem ? "basis-full font-700 text-error-2" : ""}`}
      >
        {isBusy ? "送っています…" : words(state, isDirty)}
      </p>
      <button
        type="submit"
        aria-disabled={isBusy}
        onClick={(event) => isBusy && event.preventDefault()}
        className="min-h-13 grow basis-28 rounded-8 bg-blue-900 px-6 text-[1.125rem] font-700 whitespace-nowrap text-white hover:bg-blue-1000 aria-disabled:bg-solid-gray-600"
      >
        保存する
      </button>
    </div>
  );
}

function words(state: SavingState, isDirty: boolean): string {
  if (state.kind === "refused") return `直すところが${state.count}つあります。入力した内容は残っています。`;
  if (state.kind === "trouble") return `${troubleWords[state.trouble].title}。${troubleWords[state.trouble].text}`;
  if (isDirty) return "まだ保存していません";
  if (state.kind === "forgotten") return "登録内容を削除しました";
  if (state.kind === "saved") return `保存しました ${savedAt(state.at)}`;
  return "まだ登録していません";
}

/** The clock is enough for what was saved just now; for earlier days the date is needed. */
function savedAt(at: string): string {
  const isToday = formatJapaneseTime(at).slice(0, -6) === formatJapaneseTime(new Date()).slice(0, -6);
  return isToday ? formatJapaneseClock(at) : formatJapaneseTime(at);
}
