import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { countFriends } from "../counting.ts";
import { SegmentForm } from "../segment-form.tsx";

export const metadata: Metadata = { title: "配信グループを作成する" };

export default async function NewSegmentPage() {
  const staff = await requireStaff("/admin/segments/new");
  const { questions } = await currentForm(db());
  return (
    <>
      <PageHeader
        title="配信グループを作成する"
        above={<Breadcrumb steps={[{ label: "配信グループ", href: "/admin/segments" }]} />}
      >
        登録内容から条件を選び、名前を付けて保存します。当てはまる人数は画面の下に出ます。
      </PageHeader>
      {may(staff, "segments", "edit") ? (
        <SegmentForm segment={null} questions={questions} friends={countFriends(staff)} />
      ) : (
        <EmptyState title="配信グループを作成する権限がありません">作成できる職員に依頼してください。</EmptyState>
      )}
    </>
  );
}
