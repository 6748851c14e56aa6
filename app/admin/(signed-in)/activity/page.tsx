import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type Activity, listActivities } from "#lib/activity/list.ts";
import { nameOf } from "#lib/actor.ts";
import { perPage } from "../../pager.tsx";
import { readable } from "../../readable.ts";
import { actionWords } from "./action-words.ts";

export const metadata: Metadata = { title: "操作ログ" };

type Props = { searchParams: Promise<{ before?: string }> };

export default async function ActivityPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/activity");
  const { before } = await searchParams;
  const rows = await readable(listActivities(db(), staff, { limit: perPage, before }));
  return (
    <>
      <PageHeader title="操作ログ">
        誰が、いつ、何をしたかの記録です。後から変更や削除はできません。閲覧したことも記録されます。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <Table
          label="操作の一覧"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title="これより前の記録はありません">操作をすると、ここに新しい順に並びます。</EmptyState>}
        />
        {rows.length === perPage && (
          <nav aria-label="ページ送り" className="flex justify-center">
            <LinkButton tone="secondary" href={`/admin/activity?before=${rows.at(-1)?.id}`}>
              これより前の{perPage}件を見る
            </LinkButton>
          </nav>
        )}
      </div>
    </>
  );
}

const columns: readonly Column<Activity>[] = [
  { key: "action", label: "操作", cell: (row) => actionWords[row.action] ?? row.action },
  { key: "at", label: "日時", cell: (row) => <FormattedTime at={row.at} seconds /> },
  { key: "actor", label: "操作者", cell: (row) => nameOf(row.actor) },
  { key: "subject", label: "対象", className: "break-all", cell: (row) => row.subject },
  { key: "seq", label: "番号", align: "end", cell: (row) => row.seq ?? "記録中" },
];
