import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { listSegments } from "#lib/segments/define.ts";
import { segmentUses } from "#lib/segments/use.ts";
import { countEach, countFriends } from "./counting.ts";
import { SegmentTable } from "./segment-table.tsx";

export const metadata: Metadata = { title: "配信グループ" };

export default async function SegmentsPage() {
  const staff = await requireStaff("/admin/segments");
  const [segments, { questions }, uses] = await Promise.all([
    listSegments(db(), staff),
    currentForm(db()),
    segmentUses(db(), staff),
  ]);
  const create = may(staff, "segments", "edit") && (
    <LinkButton href="/admin/segments/new">配信グループを作成する</LinkButton>
  );
  return (
    <>
      <PageHeader
        title="配信グループ"
        action={
          <>
            <LinkButton tone="secondary" href="/admin/test-recipients">
              テスト配信先を見る
            </LinkButton>
            {create}
          </>
        }
      >
        よく使う配信対象に名前を付けたものです。
      </PageHeader>
      <SegmentTable
        segments={segments}
        questions={questions}
        uses={uses}
        counts={countEach(staff, segments)}
        friends={countFriends(staff)}
        empty={<Nothing action={create} />}
      />
    </>
  );
}

function Nothing({ action }: { action: React.ReactNode }) {
  return (
    <EmptyState title="配信グループはまだありません" action={action}>
      「青葉区 ×
      防犯情報」のような条件に名前を付けておくと、配信や転送ルールで選ぶだけで使えます。名簿ではなく条件なので、住民が登録を変えると、次の配信から自動で変わります。
    </EmptyState>
  );
}
