import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff, type Staff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Link, LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { may } from "#lib/actor.ts";
import { listUnapproved, type Unapproved } from "#lib/broadcasts/approvals.ts";
import { readable } from "../../../readable.ts";
import { ReviewButton } from "../[id]/review-button.tsx";

export const metadata: Metadata = { title: "承認なしの配信" };

export default async function UnapprovedPage() {
  const staff = await requireStaff("/admin/broadcasts/unapproved");
  const rows = await readable(listUnapproved(db(), staff));
  return (
    <>
      <PageHeader title="承認なしの配信" above={<Breadcrumb steps={[{ label: "配信", href: "/admin/broadcasts" }]} />}>
        管理者が緊急時に承認を待たずに配信したものです。配信した人とは別の職員が内容を確かめてください。
      </PageHeader>
      <Table
        label="承認なしの配信の一覧"
        columns={columns(staff)}
        rows={rows}
        rowKey={({ broadcastId }) => broadcastId}
        empty={
          <EmptyState
            title="確認を待つ配信はありません"
            action={
              <LinkButton tone="secondary" href="/admin/broadcasts">
                配信の一覧へ
              </LinkButton>
            }
          >
            承認なしで配信すると、別の職員が確認するまでここに並びます。
          </EmptyState>
        }
      />
    </>
  );
}

function columns(staff: Staff): Column<Unapproved>[] {
  const mayReview = may(staff, "broadcasts", "send");
  return [
    {
      key: "title",
      label: "タイトル",
      cell: ({ title, broadcastId }) => <Link href={`/admin/broadcasts/${broadcastId}`}>{title}</Link>,
    },
    { key: "at", label: "日時", cell: ({ sentAt }) => sentAt && <FormattedTime at={sentAt} /> },
    { key: "by", label: "配信した職員", cell: ({ sentBy }) => sentBy },
    { key: "reason", label: "理由", className: "whitespace-pre-wrap", cell: ({ reason }) => reason },
    {
      key: "review",
      label: "確認",
      cell: ({ broadcastId, title, deciderId }) =>
        mayReview && deciderId !== staff.id ? (
          <ReviewButton id={broadcastId} title={`「${title}」`} />
        ) : (
          "別の職員の確認待ち"
        ),
    },
  ];
}
