import type { MailDetail } from "#lib/mail/status.ts";

type Entry = NonNullable<MailDetail["reading"]>["trace"][number];

/** Every decision about the mail, in the order in which it was made. */
export function Trace({ trace }: { trace: readonly Entry[] }) {
  return (
    <section aria-labelledby="trace" className="flex min-w-0 flex-col gap-4 lg:col-start-1">
      <h2 id="trace" className="text-std-20B-150">
        判断の過程
      </h2>
      <ol className="flex flex-col">
        {folded(trace).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes
          <Step key={index} entry={entry} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

/** Guards that let the mail pass are told in one line, so that the one that did not is seen. */
function folded(trace: readonly Entry[]): Entry[] {
  const passed = trace.filter(isPassed);
  if (passed.length < 2) return [...trace];
  const names = passed.map(({ step }) => step.slice(guard.length)).join("、");
  const all = { step: `安全確認（${passed.length}項目）`, outcome: "通過", detail: names };
  return trace.flatMap((entry) => (entry === passed[0] ? all : isPassed(entry) ? [] : entry));
}

const guard = "安全確認：";
const isPassed = ({ step, outcome, detail }: Entry) => step.startsWith(guard) && outcome === "通過" && detail === "";

function Step({ entry: { step, outcome, detail }, number }: { entry: Entry; number: number }) {
  return (
    <li className="group relative flex gap-4 pb-5 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-7 bottom-0 left-[0.8125rem] w-0.5 bg-solid-gray-200 group-last:hidden"
      />
      <span
        aria-hidden="true"
        className="flex size-7 shrink-0 items-center justify-center rounded-full border border-solid-gray-420 text-dns-14N-130 tabular-nums"
      >
        {number}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-3">
          <span>{step}</span>
          <strong>{outcome}</strong>
        </p>
        {detail && <p className="text-dns-14N-130 whitespace-pre-wrap text-solid-gray-800">{detail}</p>}
      </div>
    </li>
  );
}
