"use client";

import { type ReactNode, Suspense, use } from "react";
import type { HeadCount } from "./use-head-count.ts";

type Props = {
  /** The rule as staff say it; null while it is only half chosen. */
  words: string | null;
  count: HeadCount;
  /** All friends, the base of the share; null when they could not be counted. */
  friends: Promise<number | null>;
  children?: ReactNode;
};

/** Whom and how many: always in sight at the bottom of the page, beside the button that acts. */
export function CountLine({ words, count, friends, children }: Props) {
  return (
    <div className="sticky bottom-0 z-20 -mx-4 -mb-6 flex flex-col gap-x-6 gap-y-2 border-t-2 border-solid-gray-300 bg-white px-4 py-3 md:-mx-8 md:-mb-8 md:flex-row md:items-center md:justify-between md:px-8">
      <div role="status" className="min-w-0 flex-1">
        <p className="line-clamp-2 text-dns-14N-130 text-solid-gray-700">
          {words ?? "条件をすべて選ぶと、当てはまる人数が出ます。"}
        </p>
        {words && <People count={count} friends={friends} />}
      </div>
      {children && <div className="flex shrink-0 gap-3 max-md:*:flex-1">{children}</div>}
    </div>
  );
}

function People({ count: { people, isCounting, trouble }, friends }: Pick<Props, "count" | "friends">) {
  if (trouble) return <p className="text-std-16N-170 text-error-2">{trouble}</p>;
  if (people === null) return <p className="text-std-16N-170 text-solid-gray-700">数えています…</p>;
  return (
    <p className={`text-std-16N-170 ${isCounting ? "text-solid-gray-600" : ""}`}>
      <strong className="text-std-20B-150 tabular-nums">{people.toLocaleString("ja-JP")}人</strong>
      <Suspense fallback={null}>
        <Share people={people} friends={friends} />
      </Suspense>
    </p>
  );
}

function Share({ people, friends }: { people: number; friends: Promise<number | null> }) {
  const all = use(friends);
  return all ? <>（友だちの {((people / all) * 100).toFixed(1)}%）</> : null;
}
