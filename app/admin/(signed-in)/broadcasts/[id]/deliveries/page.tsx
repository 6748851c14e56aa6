import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { DeliveryStatus } from "#db/words.ts";
import { may } from "#lib/actor.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { undecidedExpired } from "#lib/deliveries/expired.ts";
import { type DeliveryRecord, listDeliveries } from "#lib/deliveries/list.ts";
import { people } from "../../../../numbers.ts";
import { Pager, pageOf, perPage } from "../../../../pager.tsx";
import { readable } from "../../../../readable.ts";
import { ExpiredChoice } from "./expired-choice.tsx";

export const metadata: Metadata = { title: "送信の記録" };

const filters: readonly [label: string, status?: DeliveryStatus][] = [
  ["すべて"],
  ["受付済", "accepted"],
  ["拒否", "rejected"],
  ["送信待ち", "pending"],
  ["期限切れ", "expired"],
];

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ status?: string; page?: string }> };

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const { id } = await params;
  const path = `/admin/broadcasts/${id}/deliveries`;
  const staff = await requireStaff(path);
  const wanted = await searchParams;
  const status = filters.find(([, known]) => known && known === wanted.status)?.[1];
  const page = pageOf(wanted.page);
  const [broadcast, expired, rows] = await Promise.all([
    readable(broadcastDetail(db(), staff, id)),
    readable(undecidedExpired(db(), staff, id)),
    readable(listDeliveries(db(), staff, id, { status, limit: perPage + 1, offset: (page - 1) * perPage })),
  ]);
  const steps = [
    { label: "配信", href: "/admin/broadcasts" },
    { label: broadcast.title, href: `/admin/broadcasts/${id}` },
  ];
  return (
    <>
      <PageHeader title="送信の記録" above={<Breadcrumb steps={steps} />}>
        LINEへの送信を1回ずつ（最大500人）記録しています。LINEへの問い合わせには、リクエストIDをお使いください。
      </PageHeader>
      <div className="flex flex-col gap-5">
        {expired.people > 0 && (
          <ExpiredChoice
            id={id}
            {...expired}
            maySend={may(staff, "broadcasts", "send")}
            isStopped={broadcast.status === "stopped"}
          />
        )}
        <FilterChips
          label="結果で絞り込む"
          chips={filters.map(([label, known]) => ({
            label,
            href: known ? `${path}?status=${known}` : path,
            isSelected: known === status,
          }))}
        />
        <Table
          label="送信の一覧"
          columns={columns}
          rows={rows.slice(0, perPage)}
          rowKey={(row) => String(row.id)}
          empty={<EmptyState title="送信の記録はありません">配信が始まると、LINEへの送信がここに並びます。</EmptyState>}
        />
        <Pager path={path} query={{ status }} page={page} hasMore={rows.length > perPage} />
      </div>
    </>
  );
}

const columns: readonly Column<DeliveryRecord>[] = [
  { key: "id", label: "番号", cell: (row) => row.id },
  { key: "status", label: "結果", cell: Outcome },
  { key: "people", label: "人数", align: "end", cell: (row) => people(row.recipientCount) },
  { key: "attempts", label: "送信回数", align: "end", cell: (row) => `${row.attempts}回` },
  { key: "answer", label: "LINEの返答", cell: (row) => <LineAnswer row={row} /> },
  { key: "request", label: "リクエストID", className: "break-all", cell: (row) => row.requestId ?? "なし" },
  { key: "at", label: "日時", cell: (row) => <Moment row={row} /> },
];

function Outcome({ status, decision }: DeliveryRecord) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <StatusBadge of="delivery" status={status} />
      {status === "expired" && decision && decisionWords[decision]}
    </span>
  );
}

const decisionWords = { resent: "もう一度送信", let_go: "送らない" } as const;

function LineAnswer({ row: { statusCode, error } }: { row: DeliveryRecord }) {
  if (statusCode === null) return "まだありません";
  return `${statusCode === 0 ? "返答なし" : statusCode}${error ? `（${error}）` : ""}`;
}

function Moment({ row: { finishedAt, nextAttemptAt } }: { row: DeliveryRecord }) {
  if (finishedAt) return <FormattedTime at={finishedAt} seconds />;
  if (nextAttemptAt) return <FormattedTime at={nextAttemptAt} planned seconds />;
  return "送信待ち";
}
