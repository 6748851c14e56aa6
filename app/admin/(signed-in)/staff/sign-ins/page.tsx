import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Badge, type BadgeTone } from "#components/badge.tsx";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Breakable } from "#components/breakable.tsx";
import { CsvLink } from "#components/csv-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { SignInOutcome } from "#db/words.ts";
import { listSignIns, type SignInAttempt } from "#lib/staff/sign-ins.ts";
import { NothingFound } from "../../../nothing-found.tsx";
import { perPage } from "../../../pager.tsx";
import { readable } from "../../../readable.ts";
import { outcomesOf, outcomeWords, shows } from "./outcome-words.ts";

export const metadata: Metadata = { title: "ログイン履歴" };

type Props = { searchParams: Promise<{ show?: string; before?: string }> };

export default async function SignInsPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/staff/sign-ins");
  const { show, before } = await searchParams;
  const outcomes = outcomesOf(show);
  const rows = await readable(listSignIns(db(), staff, { limit: perPage, before, outcomes }));
  const query = outcomes ? `?show=${show}` : "";
  return (
    <>
      <PageHeader
        title="ログイン履歴"
        above={<Breadcrumb steps={[{ label: "職員と権限", href: "/admin/staff" }]} />}
        action={<CsvLink href={`/admin/staff/sign-ins/sign-ins.csv${query}`} />}
      >
        サインインの成功と失敗を新しい順に並べています。心当たりのない成功があれば、その職員の端末のサインインを終了してください。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <FilterChips
          label="結果で絞り込む"
          chips={shows.map(({ label, key }) => ({
            label,
            href: key ? `/admin/staff/sign-ins?show=${key}` : "/admin/staff/sign-ins",
            isSelected: key === (outcomes ? show : undefined),
          }))}
        />
        <Table
          label="サインインの一覧"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={<Nothing isFiltered={outcomes !== undefined} />}
        />
        {rows.length === perPage && (
          <nav aria-label="ページ送り" className="flex justify-center">
            <LinkButton
              tone="secondary"
              href={`/admin/staff/sign-ins${query ? `${query}&` : "?"}before=${rows.at(-1)!.id}`}
            >
              これより前の{perPage}件を見る
            </LinkButton>
          </nav>
        )}
      </div>
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered)
    return <EmptyState title="ログイン履歴はまだありません">職員がサインインすると、新しい順に並びます。</EmptyState>;
  return (
    <NothingFound what="記録" all="/admin/staff/sign-ins">
      上で、別の結果を選ぶこともできます。
    </NothingFound>
  );
}

const columns: readonly Column<SignInAttempt>[] = [
  {
    key: "who",
    label: "職員",
    cell: ({ name, email }) => <Breakable>{name ? `${name}（${email}）` : email}</Breakable>,
  },
  {
    key: "outcome",
    label: "結果",
    cell: ({ outcome }) => <Badge tone={toneOf(outcome)}>{outcomeWords[outcome]}</Badge>,
  },
  { key: "at", label: "日時", cell: ({ at }) => <FormattedTime at={at} seconds /> },
  { key: "address", label: "IPアドレス", cell: ({ address }) => <Breakable>{address ?? "不明"}</Breakable> },
  { key: "device", label: "端末", cell: ({ device }) => device ?? "不明な機器", className: "md:whitespace-nowrap" },
];

function toneOf(outcome: SignInOutcome): BadgeTone {
  if (outcomesOf("success")?.includes(outcome)) return "success";
  return outcome === "password_accepted" ? "info" : "danger";
}
