import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { CsvLink } from "#components/csv-link.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type Activity, listActivities } from "#lib/activity/list.ts";
import { may, nameOf } from "#lib/actor.ts";
import { DayForm } from "../../day-form.tsx";
import { NothingFound } from "../../nothing-found.tsx";
import { perPage } from "../../pager.tsx";
import { readable } from "../../readable.ts";
import { actionWords } from "./action-words.ts";
import { addressOf, filterOf, kinds, type Wanted, wantedOf } from "./filter.ts";
import { Subject } from "./subject.tsx";
import { VerifyButton } from "./verify-button.tsx";

export const metadata: Metadata = { title: "操作ログ" };

type Props = { searchParams: Promise<{ before?: string; about?: string; day?: string }> };

export default async function ActivityPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/activity");
  const { before, ...query } = await searchParams;
  const wanted = wantedOf(query);
  const rows = await readable(listActivities(db(), staff, { limit: perPage, before, ...filterOf(wanted) }));
  return (
    <>
      <PageHeader
        title="操作ログ"
        above={may(staff, "settings", "view") && <Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}
        action={<CsvLink href={addressOf("/admin/activity/activity.csv", wanted)} />}
      >
        誰が、いつ、何をしたかの記録です。後から変更や削除はできません。閲覧したことも記録されます。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <VerifyButton />
        <FilterChips label="操作の種類で絞り込む" chips={chipsOf(wanted)} />
        <DayForm
          path="/admin/activity"
          day={wanted.day}
          query={{ about: wanted.about }}
          allDays={addressOf("/admin/activity", { about: wanted.about })}
        />
        <Table
          label="操作の一覧"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty={
            <NothingFound what="記録" all="/admin/activity">
              上で、別の種類や日付を選ぶこともできます。
            </NothingFound>
          }
        />
        {rows.length === perPage && (
          <nav aria-label="ページ送り" className="flex justify-center">
            <LinkButton tone="secondary" href={addressOf("/admin/activity", wanted, rows.at(-1)?.id)}>
              これより前の{perPage}件を見る
            </LinkButton>
          </nav>
        )}
      </div>
    </>
  );
}

function chipsOf({ about, day }: Wanted) {
  const all = [{ about: undefined, label: "すべて" }, ...kinds];
  return all.map((kind) => ({
    label: kind.label,
    href: addressOf("/admin/activity", { about: kind.about, day }),
    isSelected: about === kind.about,
  }));
}

const columns: readonly Column<Activity>[] = [
  { key: "action", label: "操作", cell: (row) => actionWords[row.action] ?? row.action, className: "md:min-w-48" },
  { key: "at", label: "日時", cell: (row) => <FormattedTime at={row.at} seconds /> },
  { key: "actor", label: "操作者", cell: (row) => nameOf(row.actor) },
  { key: "subject", label: "対象", cell: (row) => <Subject of={row} />, className: "md:min-w-56" },
  { key: "seq", label: "番号", align: "end", cell: (row) => row.seq ?? "記録中" },
];
