import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { ruleInWords } from "#components/rule-builder/rule-in-words.ts";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { may } from "#lib/actor.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { readSegment } from "#lib/segments/saved.ts";
import { segmentUse } from "#lib/segments/use.ts";
import { readable } from "../../../readable.ts";
import { countEach, countFriends } from "../counting.ts";
import { PeopleNow } from "../people-now.tsx";
import { RetireButton } from "../retire-button.tsx";
import { SegmentForm } from "../segment-form.tsx";
import { WhereUsed } from "../where-used.tsx";

export const metadata: Metadata = { title: "配信グループの編集" };

type Props = { params: Promise<{ key: string }> };

export default async function SegmentPage({ params }: Props) {
  const { key } = await params;
  const staff = await requireStaff(`/admin/segments/${key}`);
  const [segment, use, { questions }] = await Promise.all([
    readable(readSegment(db(), staff, key)),
    segmentUse(db(), staff, key),
    currentForm(db()),
  ]);
  const friends = countFriends(staff);
  const mayEdit = may(staff, "segments", "edit");
  return (
    <>
      <PageHeader
        title={segment.name}
        above={<Breadcrumb steps={[{ label: "配信グループ", href: "/admin/segments" }]} />}
        action={mayEdit && <RetireButton segmentKey={key} name={segment.name} use={use} />}
      >
        {mayEdit ? "名前と条件を変更できます。" : "この配信グループの条件と、いまの人数です。"}
      </PageHeader>
      <div className="flex flex-col gap-8">
        <WhereUsed use={use} />
        {mayEdit ? (
          <SegmentForm segment={segment} questions={questions} friends={friends} />
        ) : (
          <SummaryStrip
            facts={[
              { label: "条件", value: ruleInWords(segment.rule, questions) },
              {
                label: "いまの人数",
                value: <PeopleNow count={countEach(staff, [segment]).get(key)!} friends={friends} />,
              },
            ]}
          />
        )}
      </div>
    </>
  );
}
