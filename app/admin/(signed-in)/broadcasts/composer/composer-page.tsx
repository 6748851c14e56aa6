import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Link } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { correctionsOf } from "#lib/broadcasts/corrections.ts";
import type { BroadcastDetail } from "#lib/broadcasts/read.ts";
import type { Submission } from "#lib/broadcasts/submission.ts";
import { countFollowers } from "#lib/followers/count.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { readVocabulary } from "../../../vocabulary.ts";
import { Rejected } from "../[id]/approval-panel.tsx";
import { WhatIsCorrected } from "../what-is-corrected.tsx";
import { emptyAudience } from "./audience-value.ts";
import { Composer } from "./composer.tsx";
import { emptyValues, type Said, valuesOf } from "./values.ts";

type Props = {
  staff: Staff;
  title: string;
  draft?: BroadcastDetail;
  rejected?: Submission;
  said?: Said;
  /** The held mail that it begins with. */
  waiting?: string;
};

/** The same page for a new broadcast and for a draft. */
export async function ComposerPage({ staff, title, draft, rejected, said, waiting }: Props) {
  const [words, city, { friends }, corrections] = await Promise.all([
    readVocabulary(staff),
    readSetting(db(), "city"),
    countFollowers(db(), staff),
    draft?.correctsId ? correctionsOf(db(), staff, draft.id) : null,
  ]);
  const header = (
    <PageHeader title={title} above={<Breadcrumb steps={[{ label: "配信", href: "/admin/broadcasts" }]} />}>
      本文と届けたい人を決めます。次の画面で内容と人数を確かめるまで、誰にも送られません。
    </PageHeader>
  );
  if (!may(staff, "broadcasts", "edit")) return <NotAllowed header={header} />;
  return (
    <>
      {header}
      {waiting && <StillWaits mail={waiting} />}
      {corrections?.of && (
        <div className="pb-6">
          <WhatIsCorrected of={corrections.of} />
        </div>
      )}
      {rejected && (
        <div className="pb-6">
          <Rejected submission={rejected} />
        </div>
      )}
      <Composer
        city={city.name}
        friends={friends}
        words={words}
        values={draft ? valuesOf(draft, words.questions) : emptyValues(emptyAudience(words.questions), said)}
        kept={draft ? { id: draft.id, at: draft.updatedAt.toISOString() } : null}
      />
    </>
  );
}

function StillWaits({ mail }: { mail: string }) {
  return (
    <div className="pb-6">
      <Notice tone="info" title="保留中のメールの文面から作成します">
        配信した後も、元のメールは保留のまま残ります。配信を終えたら、
        <Link href={`/admin/mails/${mail}`}>元のメール</Link>を「見送る」にしてください。
      </Notice>
    </div>
  );
}

function NotAllowed({ header }: { header: React.ReactNode }) {
  return (
    <>
      {header}
      <Notice tone="info" title="配信を作成する権限がありません">
        作成が必要なときは、職員の権限を管理している担当者に相談してください。
      </Notice>
    </>
  );
}
