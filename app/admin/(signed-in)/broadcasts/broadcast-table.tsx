import type { ReactNode } from "react";
import { StatusBadge } from "#components/status-badge.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type BroadcastSummary, broadcastOrders } from "#lib/broadcasts/read.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { audienceWords, type Vocabulary } from "../../audience-words.ts";
import { Hour } from "./hour.tsx";
import { HowFar } from "./how-far.tsx";
import { sortingBy, type Wanted } from "./order.ts";
import { sourceWords } from "./source-words.ts";

type Props = { label: string; rows: BroadcastSummary[]; words: Vocabulary; wanted?: Wanted; empty?: ReactNode };

/** With what is wanted of the list its heads put it in order. */
export function BroadcastTable({ label, rows, words, wanted, empty }: Props) {
  return (
    <Table
      label={label}
      columns={columns(words).map((column) => sortable(column, wanted))}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/admin/broadcasts/${id}`}
      empty={empty}
    />
  );
}

function columns(words: Vocabulary): Column<BroadcastSummary>[] {
  return [
    { key: "title", label: "タイトル", cell: ({ title }) => title, className: "md:min-w-52" },
    { key: "status", label: "状態", cell: Standing },
    {
      key: "audience",
      label: "配信対象",
      cell: ({ audience }) => audienceWords(audience as Audience, words),
      className: "md:min-w-40",
    },
    { key: "hour", label: "配信日時", cell: (row) => <Hour of={row} /> },
    { key: "progress", label: "受付 / 対象", cell: (row) => <HowFar of={row} /> },
    { key: "source", label: "作成", cell: sourceWords, className: "md:min-w-28" },
  ];
}

function sortable(column: Column<BroadcastSummary>, wanted: Wanted | undefined): Column<BroadcastSummary> {
  const by = broadcastOrders.find((known) => known === column.key);
  return wanted && by ? { ...column, sort: sortingBy(by, wanted) } : column;
}

function Standing({ status, lane }: BroadcastSummary) {
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge of="broadcast" status={status} />
      {lane !== "normal" && <StatusBadge of="lane" status={lane} />}
    </span>
  );
}
