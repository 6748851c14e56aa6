import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { NotFound } from "#lib/errors.ts";
import { type Review, reviewDraft } from "#lib/form/publish.ts";
import { Consequences } from "./consequences.tsx";
import { PublishButton } from "./publish-button.tsx";

export const metadata: Metadata = { title: "登録フォームの公開の確認" };

export default async function PublishPage() {
  const staff = await requireStaff("/admin/form/publish");
  const header = (
    <PageHeader
      title="登録フォームの公開の確認"
      above={<Breadcrumb steps={[{ label: "登録フォーム", href: "/admin/form" }]} />}
    >
      公開すると、すぐに住民の画面・配信グループ・メールの振り分けに使われます。
    </PageHeader>
  );
  if (!may(staff, "form", "edit")) return <NotAllowed header={header} />;
  const review = await reviewDraft(db(), staff).catch(noDraft);
  if (!review) return <NothingDrafted header={header} />;
  const isReady = review.issues.length === 0 && review.changes.length > 0;
  return (
    <>
      {header}
      <div className="flex max-w-4xl flex-col gap-8">
        <Standing review={review} />
        {review.changes.length > 0 && <Changes review={review} />}
        <Consequences consequences={review.consequences} />
        <div className="flex flex-col gap-3 md:flex-row md:flex-wrap">
          {isReady && may(staff, "form", "send") && (
            <PublishButton revision={review.revision} version={review.version} />
          )}
          <LinkButton tone="secondary" size="large" href="/admin/form">
            編集に戻る
          </LinkButton>
        </div>
        {isReady && !may(staff, "form", "send") && (
          <Notice tone="info" title="公開する権限がありません">
            下書きは保存されています。公開できる職員に確認を依頼してください。
          </Notice>
        )}
      </div>
    </>
  );
}

function NotAllowed({ header }: { header: React.ReactNode }) {
  return (
    <>
      {header}
      <EmptyState title="登録フォームを編集する権限がありません">
        必要なときは、職員の権限を管理している担当者に相談してください。
      </EmptyState>
    </>
  );
}

/** Published meanwhile, or discarded, by somebody else or in another window. */
function noDraft(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

function NothingDrafted({ header }: { header: React.ReactNode }) {
  return (
    <>
      {header}
      <EmptyState
        title="公開を待つ下書きはありません"
        action={<LinkButton href="/admin/form">登録フォームへ進む</LinkButton>}
      >
        下書きは、すでに公開されたか破棄されています。登録フォームで質問を変更すると、新しい下書きができます。
      </EmptyState>
    </>
  );
}

/** What stands in the way, if anything does. */
function Standing({ review: { issues, changes, version, baseVersion } }: { review: Review }) {
  if (issues.length > 0)
    return (
      <Notice tone="error" title={`まだ公開できません。直すところが${issues.length}か所あります。`}>
        編集に戻り、「入力不足」の付いた質問を開いてください。
      </Notice>
    );
  if (changes.length === 0)
    return (
      <Notice tone="info" title="公開中の内容と同じです">
        変わるところがないため、公開は必要ありません。
      </Notice>
    );
  if (version === baseVersion) return null;
  return (
    <Notice tone="warning" title={`下書きを作り始めた後に、第${version}版が公開されています`}>
      下の変更は第{version}版との違いです。ほかの人の変更を取り消すことにならないか確かめてください。
    </Notice>
  );
}

const inSight = 30;

/** What will happen, in sentences with their number large. */
function Changes({ review: { changes, version, saved } }: { review: Review }) {
  return (
    <section aria-labelledby="changes" className="rounded-12 border-2 border-blue-900 p-5 md:p-6">
      <h2 id="changes" className="text-std-18N-160">
        次の<span className="px-1 text-std-32B-150 tabular-nums">{changes.length.toLocaleString("ja-JP")}件</span>
        の変更を、第{version + 1}版として公開します。
      </h2>
      <ChangeList changes={changes.slice(0, inSight)} />
      {changes.length > inSight && (
        <details className="pt-2">
          <summary className="text-blue-900">残りの{changes.length - inSight}件を見る</summary>
          <ChangeList changes={changes.slice(inSight)} />
        </details>
      )}
      {saved && (
        <p className="pt-3 text-dns-14N-130 text-solid-gray-700">
          最後の変更：{saved.by}さん <FormattedTime at={saved.at} seconds />
        </p>
      )}
    </section>
  );
}

function ChangeList({ changes }: { changes: string[] }) {
  return (
    <ul className="list-disc pt-2 pl-6 text-std-16N-170">
      {[...changes.entries()].map(([number, change]) => (
        <li key={number}>{change}</li>
      ))}
    </ul>
  );
}
