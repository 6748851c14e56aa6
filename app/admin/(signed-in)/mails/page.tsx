import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { CsvLink } from "#components/csv-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FilterChips } from "#components/filter-chips.tsx";
import { PageHeader } from "#components/page-header.tsx";
import type { MailState } from "#db/words.ts";
import { listMails } from "#lib/mail/status.ts";
import { Pager, pageOf, perPage } from "../../pager.tsx";
import { MailTable } from "./mail-table.tsx";
import { MailTabs } from "./mail-tabs.tsx";

export const metadata: Metadata = { title: "受信メール" };

const filters: readonly [label: string, state?: MailState][] = [
  ["すべて"],
  ["保留", "held"],
  ["転送済み", "forwarded"],
  ["該当ルールなし", "unmatched"],
  ["対象外", "refused"],
  ["読み取り不可", "unreadable"],
  ["重複", "duplicate"],
  ["見送り", "dismissed"],
];

type Props = { searchParams: Promise<{ state?: string; page?: string }> };

export default async function MailsPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/mails");
  const wanted = await searchParams;
  const state = filters.find(([, known]) => known && known === wanted.state)?.[1];
  const page = pageOf(wanted.page);
  const mails = await listMails(db(), staff, { state, limit: perPage + 1, offset: (page - 1) * perPage });
  return (
    <>
      <MailTabs current="受信メール" />
      <PageHeader
        title="受信メール"
        action={<CsvLink href={`/admin/mails/mails.csv${state ? `?state=${state}` : ""}`} />}
      >
        届いたメールと、それぞれがどう扱われたかの一覧です。件名を選ぶと、判断の過程を確認できます。
      </PageHeader>
      <div className="flex flex-col gap-5">
        <FilterChips
          label="状態で絞り込む"
          chips={filters.map(([label, known]) => ({
            label,
            href: known ? `/admin/mails?state=${known}` : "/admin/mails",
            isSelected: known === state,
          }))}
        />
        {mails.length === 0 ? <Nothing state={state} /> : <MailTable mails={mails.slice(0, perPage)} />}
        <Pager path="/admin/mails" query={{ state }} page={page} hasMore={mails.length > perPage} />
      </div>
    </>
  );
}

/** Not a link of the app: looking ahead would write the file, and record that somebody took it. */
function Nothing({ state }: { state: MailState | undefined }) {
  if (state === "held")
    return <EmptyState title="保留中のメールはありません">いま判断の必要なメールはありません。</EmptyState>;
  if (state) return <EmptyState title="当てはまるメールはありません">別の状態を選んでください。</EmptyState>;
  return (
    <EmptyState title="メールはまだ届いていません">
      防犯や避難などのメールが届くと、転送ルールに従って該当する地区の登録者に自動で配信し、その判断をここに残します。
    </EmptyState>
  );
}
