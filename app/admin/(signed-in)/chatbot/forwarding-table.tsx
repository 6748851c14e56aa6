import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { ListedForwarding } from "#lib/chatbot/list.ts";
import { outcomeWords } from "./reason-words.ts";

type Props = { rows: ListedForwarding[]; troubled: boolean };

/** What was said is not here: only that a call came, where it went and what became of it. */
export function ForwardingTable({ rows, troubled }: Props) {
  return (
    <Table
      label="転送の記録"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => String(id)}
      empty={
        <EmptyState title={troubled ? "転送できなかったものはありません" : "転送の記録はまだありません"}>
          LINEから届いた内容を転送するたびに、結果がここに新しい順に並びます。
        </EmptyState>
      }
    />
  );
}

const columns: readonly Column<ListedForwarding>[] = [
  { key: "at", label: "受信日時", cell: ({ receivedAt }) => <FormattedTime at={receivedAt} seconds /> },
  { key: "to", label: "転送先", cell: ({ destination }) => destination, className: "wrap-anywhere md:min-w-32" },
  { key: "state", label: "結果", cell: ({ state }) => <StatusBadge of="forwarding" status={state} /> },
  {
    key: "answer",
    label: "応答",
    cell: ({ statusCode, reason }) => outcomeWords({ status: statusCode, reason }) || "なし",
  },
  { key: "attempts", label: "試行", align: "end", cell: ({ attempts }) => `${attempts}回` },
  {
    key: "took",
    label: "時間",
    align: "end",
    className: "whitespace-nowrap",
    cell: ({ tookMs }) => (tookMs === null ? "なし" : `${tookMs.toLocaleString("ja-JP")}ミリ秒`),
  },
];
