"use client";

import type { ReactNode } from "react";
import { formatJapaneseClock } from "#components/japanese-time.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { people, share } from "../../../numbers.ts";
import { audienceOf } from "./audience-value.ts";
import type { Draft } from "./use-draft.ts";
import { useHeadcount } from "./use-headcount.ts";
import type { Values } from "./values.ts";

type Props = {
  values: Values;
  friends: number;
  words: Vocabulary;
  draft: Draft;
  isWhole: boolean;
  children: ReactNode;
};

/** 「青葉区 × 防犯情報　12,345人（友だちの 6.1%）」, always in sight, with the way on. */
export function AudienceLine({ values, friends, words, draft, isWhole, children }: Props) {
  const audience = isWhole ? audienceOf(values.audience, words.questions) : null;
  const { count, isCounting, trouble } = useHeadcount(audience);
  const rate = count === null || values.audience.kind === "test" ? null : share(count, friends);
  return (
    <section
      aria-label="配信対象の人数"
      className="sticky bottom-0 z-20 -mx-4 -mb-6 flex flex-col gap-3 md:-mb-8 border-t-2 border-blue-900 bg-white px-4 py-3 md:-mx-8 md:flex-row md:items-center md:px-8"
    >
      <div className="min-w-0 flex-1">
        <p aria-live="polite" aria-busy={isCounting} className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-std-16N-170">
            {audience ? audienceWords(audience, words) : "配信対象を選んでください"}
          </span>
          {count !== null && audience && (
            <span className={`text-std-20B-150 tabular-nums ${isCounting ? "opacity-50" : ""}`}>{people(count)}</span>
          )}
          {rate && <span className="text-std-16N-170">（友だちの {rate}）</span>}
          {trouble && <span className="text-error-2">{trouble}</span>}
        </p>
        <Keeping draft={draft} />
      </div>
      {children}
    </section>
  );
}

function Keeping({ draft: { kept, isSaving, isUnsaved, trouble } }: { draft: Draft }) {
  const words = () => {
    if (isSaving) return "下書きを保存しています…";
    if (kept && !isUnsaved) return `下書きを保存しました ${formatJapaneseClock(kept.at, { seconds: true })}`;
    if (kept)
      return `まだ保存していない変更があります（前回の保存 ${formatJapaneseClock(kept.at, { seconds: true })}）`;
    return "タイトル・本文・配信対象がそろうと、下書きとして自動で保存します。";
  };
  return (
    <p role="status" className={`text-dns-14N-130 ${trouble ? "text-error-2" : "text-solid-gray-700"}`}>
      {trouble ?? words()}
    </p>
  );
}
