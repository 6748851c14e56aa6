import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { formatJapaneseDate } from "#components/japanese-time.ts";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { listReceived } from "#lib/events/received.ts";
import { tapCounts } from "#lib/events/tap-counts.ts";
import { DayForm } from "../../day-form.tsx";
import { Pager, pageOf, perPage } from "../../pager.tsx";
import { dayOf, periodOf } from "./days.ts";
import { MessageTable } from "./message-table.tsx";
import { TapPlot } from "./tap-plot.tsx";

export const metadata: Metadata = { title: "受信メッセージ" };

type Props = { searchParams: Promise<{ day?: string; page?: string }> };

export default async function MessagesPage({ searchParams }: Props) {
  const staff = await requireStaff("/admin/messages");
  const wanted = await searchParams;
  const day = dayOf(wanted.day);
  const page = pageOf(wanted.page);
  const mayRead = may(staff, "analytics", "edit");
  const [messages, taps] = await Promise.all([
    mayRead ? listReceived(db(), staff, { day, limit: perPage + 1, offset: (page - 1) * perPage }) : null,
    tapCounts(db(), staff, periodOf(day)),
  ]);
  const when = day ? formatJapaneseDate(`${day}T00:00:00+09:00`) : "最近30日";
  return (
    <>
      <PageHeader title="受信メッセージ">
        住民がトークに書いた文章と、ボタンやメニューが押された回数です。誰が書いたか、誰が押したかは表示しません。
      </PageHeader>
      <div className="flex flex-col gap-10">
        <DayForm path="/admin/messages" day={day} allDays="/admin/messages" />
        <section aria-labelledby="written" className="flex flex-col gap-4">
          <h2 id="written" className="text-std-20B-150">
            住民が書いたメッセージ{day && `（${when}）`}
          </h2>
          {messages ? (
            <>
              <p className="text-std-16N-170 text-solid-gray-700">
                住民が取り消したメッセージは表示されません。このページを開いたことは操作ログに記録されます。
              </p>
              <MessageTable messages={messages.slice(0, perPage)} hasDay={day !== undefined} />
              <Pager path="/admin/messages" query={{ day }} page={page} hasMore={messages.length > perPage} />
            </>
          ) : (
            <Notice tone="info" title="文章を読む権限がありません">
              読むには「分析」の編集権限が必要です。管理者に相談してください。押された回数は下で確認できます。
            </Notice>
          )}
        </section>
        <section aria-labelledby="taps" className="flex flex-col gap-4">
          <h2 id="taps" className="text-std-20B-150">
            押されたボタンとメニュー（{when}）
          </h2>
          {taps.length > 0 ? (
            <TapPlot taps={taps} csv={`/admin/messages/taps.csv${day ? `?day=${day}` : ""}`} />
          ) : (
            <EmptyState title="まだ押されていません">
              リッチメニューやメッセージのボタンが押されると、ボタンごとの回数がここに出ます。
            </EmptyState>
          )}
        </section>
      </div>
    </>
  );
}
