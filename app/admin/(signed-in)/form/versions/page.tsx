import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Badge } from "#components/badge.tsx";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type FormVersion, listVersions } from "#lib/form/versions.ts";

export const metadata: Metadata = { title: "登録フォームの版の履歴" };

export default async function VersionsPage() {
  const staff = await requireStaff("/admin/form/versions");
  const versions = await listVersions(db(), staff);
  const latest = versions[0]?.version;
  const columns: Column<FormVersion>[] = [
    {
      key: "version",
      label: "版",
      className: "whitespace-nowrap",
      cell: ({ version }) => (
        <>
          第{version}版 {version === latest && <Badge tone="success">公開中</Badge>}
        </>
      ),
    },
    { key: "at", label: "公開した日時", cell: ({ at }) => <FormattedTime at={at} /> },
    { key: "by", label: "公開した人", cell: ({ by }) => by ?? "記録がありません" },
    { key: "changes", label: "変わったところ", cell: ({ changes }) => summary(changes) },
  ];
  return (
    <>
      <PageHeader
        title="登録フォームの版の履歴"
        above={<Breadcrumb steps={[{ label: "登録フォーム", href: "/admin/form" }]} />}
      >
        公開した登録フォームを、新しい順に残しています。いつ何をたずねていたかを確かめられます。
      </PageHeader>
      <Table
        label="版の履歴"
        columns={columns}
        rows={versions}
        rowKey={({ version }) => String(version)}
        rowHref={({ version }) => `/admin/form/versions/${version}`}
        empty={<EmptyState title="公開した版はまだありません">登録フォームを公開すると、ここに残ります。</EmptyState>}
      />
    </>
  );
}

const named = 2;

function summary(changes: string[]): string {
  const more = changes.length - named;
  return changes.slice(0, named).join("、") + (more > 0 ? ` ほか${more}件` : "");
}
