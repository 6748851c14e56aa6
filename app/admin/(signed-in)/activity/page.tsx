import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { buttonLook } from "#components/button-look.ts";
import { CsvLink } from "#components/csv-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { type Activity, listActivities } from "#lib/activity/list.ts";
import { nameOf } from "#lib/actor.ts";
import { perPage } from "../../pager.tsx";
import { readable } from "../../readable.ts";
import { actionWords } from "./action-words.ts";
import { addressOf, filterOf, kinds, type Wanted, wantedOf } from "./filter.ts";
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
      <PageHeader title="操作ログ" action={<CsvLink href={addressOf("/admin/activity/activity.csv", wanted)} />}>
        誰が、いつ、何をしたかの記録です。後から変更や削除はできません。閲覧したことも記録されます。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <VerifyButton />
        <FilterChips label="操作の種類で絞り込む" chips={chipsOf(wanted)} />
        <DayForm wanted={wanted} />
        <Table
          label="操作の一覧"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title="ここに当てはまる記録はありません">操作をすると、新しい順に並びます。</EmptyState>}
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

/** A plain form: it works before the page's JavaScript is there, and the day stands in the address. */
function DayForm({ wanted: { about, day } }: { wanted: Wanted }) {
  return (
    <form action="/admin/activity" className="flex flex-wrap items-end gap-3">
      {about && <input type="hidden" name="about" value={about} />}
      <label className="flex flex-col gap-1.5 text-std-16B-170">
        日付で絞り込む
        <input
          type="date"
          name="day"
          defaultValue={day}
          className="h-11 w-52 rounded-8 border border-solid-gray-600 bg-white px-3 text-std-16N-170 md:h-10"
        />
      </label>
      <button type="submit" className={buttonLook("secondary", "medium")}>
        この日を表示する
      </button>
    </form>
  );
}

const columns: readonly Column<Activity>[] = [
  { key: "action", label: "操作", cell: (row) => actionWords[row.action] ?? row.action },
  { key: "at", label: "日時", cell: (row) => <FormattedTime at={row.at} seconds /> },
  { key: "actor", label: "操作者", cell: (row) => nameOf(row.actor) },
  { key: "subject", label: "対象", className: "break-all", cell: (row) => row.subject },
  { key: "seq", label: "番号", align: "end", cell: (row) => row.seq ?? "記録中" },
];
