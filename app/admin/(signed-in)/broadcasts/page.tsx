import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { CsvLink } from "#components/csv-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { Link, LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import type { BroadcastStatus } from "#db/words.ts";
import { may } from "#lib/actor.ts";
import { countAwaiting, listUnapproved } from "#lib/broadcasts/approvals.ts";
import { listBroadcasts } from "#lib/broadcasts/read.ts";
import { NothingFound } from "../../nothing-found.tsx";
import { Pager, pageOf, perPage } from "../../pager.tsx";
import { readVocabulary } from "../../vocabulary.ts";
import { BroadcastTable } from "./broadcast-table.tsx";
import { orderOf } from "./order.ts";

export const metadata: Metadata = { title: "配信" };

const filters: readonly [label: string, status?: BroadcastStatus][] = [
  ["すべて"],
  ["下書き", "draft"],
  ["承認待ち", "awaiting_approval"],
  ["予約済み", "scheduled"],
  ["配信中", "sending"],
  ["一時停止中", "paused"],
  ["送信済み", "sent"],
  ["取り消し", "canceled"],
  ["中止", "stopped"],
];

type Props = { searchParams: Promise<{ status?: string; sort?: string; page?: string }> };

export default async function BroadcastsPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/broadcasts");
  const wanted = await searchParams;
  const status = filters.find(([, known]) => known && known === wanted.status)?.[1];
  const order = orderOf(wanted.sort);
  const sort = order && wanted.sort;
  const page = pageOf(wanted.page);
  const [rows, words, awaiting, unapproved] = await Promise.all([
    listBroadcasts(db(), staff, { status, order, limit: perPage + 1, offset: (page - 1) * perPage }),
    readVocabulary(staff),
    countAwaiting(db(), staff),
    listUnapproved(db(), staff),
  ]);
  const create = may(staff, "broadcasts", "edit") && (
    <LinkButton href="/admin/broadcasts/new">配信を作成する</LinkButton>
  );
  return (
    <>
      <PageHeader
        title="配信"
        action={
          <>
            {create}
            <CsvLink href={`/admin/broadcasts/broadcasts.csv?${queryOf({ status, sort })}`} />
          </>
        }
      >
        作成した配信、予約、自動配信の一覧です。タイトルを選ぶと、内容と進み具合を確認できます。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <FilterChips
          label="状態で絞り込む"
          chips={filters.map(([label, known]) => ({
            label,
            href: known ? `/admin/broadcasts?status=${known}` : "/admin/broadcasts",
            isSelected: known === status,
            count: known === "awaiting_approval" && awaiting > 0 ? awaiting : undefined,
          }))}
        />
        <Aside unapproved={unapproved.length} maySet={may(staff, "settings", "edit")} />
        <BroadcastTable
          label="配信の一覧"
          rows={rows.slice(0, perPage)}
          words={words}
          wanted={{ status, sort }}
          empty={<Nothing isFiltered={Boolean(status) || page > 1} action={create} />}
        />
        <Pager path="/admin/broadcasts" query={{ status, sort }} page={page} hasMore={rows.length > perPage} />
      </div>
    </>
  );
}

/** What lies beside the list: what went out without a second person, and where it is set who needs one. */
function Aside({ unapproved, maySet }: { unapproved: number; maySet: boolean }) {
  if (unapproved === 0 && !maySet) return null;
  return (
    <p className="flex flex-wrap gap-x-6 gap-y-2 text-std-16N-170">
      {unapproved > 0 && <Link href="/admin/broadcasts/unapproved">承認なしの配信（確認待ち {unapproved}件）</Link>}
      {maySet && <Link href="/admin/settings/approval">承認の設定</Link>}
    </p>
  );
}

function queryOf(wanted: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(wanted).filter((pair): pair is [string, string] => Boolean(pair[1])));
}

function Nothing({ isFiltered, action }: { isFiltered: boolean; action: React.ReactNode }) {
  if (isFiltered)
    return (
      <NothingFound what="配信" all="/admin/broadcasts">
        上で、別の状態を選ぶこともできます。
      </NothingFound>
    );
  return (
    <EmptyState title="配信はまだありません" action={action}>
      {action && "伝えたいことを書いて届けたい人を選ぶと、人数を確かめてから配信できます。"}
      {!action && "配信を担当する職員が作成すると、ここに並びます。"}
      受信メールから自動で作られた配信も、ここに並びます。
    </EmptyState>
  );
}
