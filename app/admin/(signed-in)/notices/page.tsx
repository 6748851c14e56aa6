import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { openNotices, resolvedNotices } from "#lib/notices/notify.ts";
import { KeepFocus } from "../../keep-focus.tsx";
import { Pager, pageOf, perPage } from "../../pager.tsx";
import { NoticeCard } from "./notice-card.tsx";
import { PastTable } from "./past-table.tsx";

export const metadata: Metadata = { title: "お知らせ" };

type Props = { searchParams: Promise<{ page?: string }> };

export default async function NoticesPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/notices");
  const page = pageOf((await searchParams).page);
  const [open, past] = await Promise.all([
    openNotices(db(), staff),
    resolvedNotices(db(), staff, { limit: perPage + 1, offset: (page - 1) * perPage }),
  ]);
  return (
    <>
      <PageHeader title="お知らせ">
        システムが職員に伝えたことです。確認して対応したら「対応済みにする」を押してください。
      </PageHeader>
      <div className="flex flex-col gap-10">
        <section aria-labelledby="open" className="flex flex-col gap-4">
          <h2 id="open" tabIndex={-1} className="text-std-20B-150">
            確認が必要なお知らせ（{open.length}件）
          </h2>
          <KeepFocus on="open" after={open.length} />
          {open.length === 0 && (
            <EmptyState title="確認が必要なお知らせはありません">
              送信が止まったとき、受信メールが保留になったときなど、人の判断が要ることがここに出ます。
            </EmptyState>
          )}
          <ul className="flex flex-col gap-3">
            {open.map((notice) => (
              <li key={notice.id}>
                <NoticeCard notice={notice} mayResolve={may(staff, "broadcasts", "edit")} />
              </li>
            ))}
          </ul>
        </section>
        {(past.length > 0 || page > 1) && (
          <section aria-labelledby="past" className="flex flex-col gap-4">
            <h2 id="past" className="text-std-20B-150">
              対応済みのお知らせ
            </h2>
            <PastTable notices={past.slice(0, perPage)} />
            <Pager path="/admin/notices" query={{}} page={page} hasMore={past.length > perPage} />
          </section>
        )}
      </div>
    </>
  );
}
