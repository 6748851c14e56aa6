import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode; unit?: string; note?: ReactNode };

/** Three to five facts at a glance; one below the other on a phone: state, when, how many, by whom. */
export function SummaryStrip({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-1 gap-px overflow-hidden rounded-12 border border-solid-gray-200 bg-solid-gray-200 md:grid-flow-col md:auto-cols-fr md:grid-cols-none">
      {facts.map((fact) => (
        <div
          key={fact.label}
          className="flex flex-col gap-1 bg-white px-4 py-3 max-md:grid max-md:grid-cols-[7.5rem_minmax(0,1fr)] max-md:items-baseline max-md:gap-x-2 max-md:py-2"
        >
          <dt className="text-dns-14N-130 text-solid-gray-700">{fact.label}</dt>
          <dd className="text-std-16B-170 tabular-nums md:text-std-20B-150">
            {fact.value}
            {fact.unit && <span className="pl-1 text-dns-14N-130">{fact.unit}</span>}
          </dd>
          {fact.note && <dd className="text-dns-14N-130 text-solid-gray-700 max-md:col-start-2">{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
