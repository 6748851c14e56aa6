import type { MailDetail } from "#lib/mail/status.ts";

type Entry = NonNullable<MailDetail["reading"]>["trace"][number];

/** Every decision about the mail, in the order in which it was made. */
export function Trace({ trace }: { trace: readonly Entry[] }) {
  return (
    <section aria-labelledby="trace" className="flex flex-col gap-4">
      <h2 id="trace" className="text-std-20B-150">
        判断の過程
      </h2>
      <ol className="flex flex-col">
        {trace.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes
          <Step key={index} entry={entry} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

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
