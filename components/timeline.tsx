import type { ReactNode } from "react";
import { FormattedTime } from "./formatted-time.tsx";

type Tone = "done" | "now" | "problem" | "planned";
export type Moment = { id: string; at: Date | string; title: ReactNode; note?: ReactNode; tone?: Tone };

/** What happened, in order. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className="flex flex-col">
      {moments.map((moment) => (
        <li key={moment.id} className="group relative flex gap-4 pb-5 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-3 bottom-[-0.75rem] left-[0.3125rem] w-0.5 bg-solid-gray-200 group-last:hidden"
          />
          <span
            aria-hidden="true"
            className={`relative mt-2 size-3 shrink-0 rounded-full border-2 ${dots[moment.tone ?? "done"]}`}
          />
          <div className="min-w-0 flex-1">
            <p className="text-std-16N-170">{moment.title}</p>
            <p className="text-dns-14N-130 text-solid-gray-700">
              <FormattedTime at={moment.at} planned={moment.tone === "planned"} />
            </p>
            {moment.note && <div className="pt-1 text-dns-14N-130 text-solid-gray-800">{moment.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const dots: Record<Tone, string> = {
  done: "border-blue-900 bg-blue-900",
  now: "border-blue-900 bg-white",
  problem: "border-error-1 bg-error-1",
  planned: "border-solid-gray-420 bg-white",
};
