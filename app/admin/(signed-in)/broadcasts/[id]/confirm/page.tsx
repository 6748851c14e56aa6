import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import type { LineMessage } from "#components/message/line-message.ts";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { needsApproval } from "#lib/broadcasts/approval-rule.ts";
import { approvalsOf } from "#lib/broadcasts/approvals.ts";
import { correctionsOf } from "#lib/broadcasts/corrections.ts";
import { type BroadcastDetail, broadcastDetail } from "#lib/broadcasts/read.ts";
import { maySendWithoutApproval } from "#lib/broadcasts/send-without-approval.ts";
import { getEnv } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { countAudienceFor } from "#lib/segments/audience.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { audienceWords } from "../../../../audience-words.ts";
import { people } from "../../../../numbers.ts";
import { Preview } from "../../../../preview.tsx";
import { readable } from "../../../../readable.ts";
import { readVocabulary } from "../../../../vocabulary.ts";
import { WhatIsCorrected } from "../../what-is-corrected.tsx";
import { Rejected } from "../approval-panel.tsx";
import { SendAnyway } from "../send-anyway.tsx";
import { SendButton } from "./send-button.tsx";

export const metadata: Metadata = { title: "配信の確認" };

export default async function ConfirmPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const staff = await requireStaff(`/admin/broadcasts/${id}/confirm`);
  const draft = await readable(broadcastDetail(db(), staff, id));
  if (draft.status !== "draft") redirect(`/admin/broadcasts/${id}`);
  const { drill } = getEnv();
  const audience: Audience = drill ? { kind: "test" } : (draft.audience as Audience);
  const [count, mustWait, approvals, { of: wrong }, words, city] = await Promise.all([
    countAudienceFor(db(), staff, audience).catch(toEditor(id)),
    needsApproval(db(), draft).catch(toEditor(id)),
    approvalsOf(db(), staff, id),
    correctionsOf(db(), staff, id),
    readVocabulary(staff),
    readSetting(db(), "city"),
  ]);
  const steps = [
    { label: "配信", href: "/admin/broadcasts" },
    { label: draft.title, href: `/admin/broadcasts/${id}/edit` },
  ];
  return (
    <>
      <PageHeader title="配信の確認" above={<Breadcrumb steps={steps} />}>
        {mustWait
          ? "申請すると、別の職員が承認するまで誰にも送られません。"
          : `${draft.scheduledFor ? "予約した時刻を過ぎると" : "送った後に"}取り消すことはできません。`}
        内容・人数・日時を確かめてください。
      </PageHeader>
      <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div className="flex flex-col gap-6">
          {approvals.at(-1)?.decision === "rejected" && <Rejected submission={approvals.at(-1)!} />}
          <Sentence draft={draft} audience={audienceWords(audience, words)} count={count} mustWait={mustWait} />
          {drill && <InDrill count={count} />}
          {wrong && <WhatIsCorrected of={wrong} />}
          {wrong && <Unchanged draft={draft} text={wrong.text} />}
          {mustWait && <SecondPerson isReserved={draft.scheduledFor !== null} />}
          <Cautions draft={draft} kind={audience.kind} count={count} />
          <div className="flex flex-col gap-3 md:flex-row md:flex-wrap">
            {may(staff, "broadcasts", "send") ? (
              <SendButton
                id={id}
                seen={draft.updatedAt.toISOString()}
                count={count}
                isReserved={draft.scheduledFor !== null}
                mustWait={mustWait}
              />
            ) : (
              <Notice tone="info" title="配信する権限がありません">
                下書きは保存されています。配信できる職員に確認を依頼してください。
              </Notice>
            )}
            <LinkButton tone="secondary" size="large" href={`/admin/broadcasts/${id}/edit`}>
              編集に戻る
            </LinkButton>
            {mustWait && maySendWithoutApproval(staff) && (
              <SendAnyway id={id} seen={draft.updatedAt.toISOString()} count={count} />
            )}
          </div>
        </div>
        <section aria-label="見え方">
          <Preview account={city.name} messages={draft.sends as LineMessage[]} />
        </section>
      </div>
    </>
  );
}

/** An audience that is gone meanwhile is chosen anew, where the editor says why. */
function toEditor(id: string) {
  return (error: unknown): never => {
    if (error instanceof Invalid) redirect(`/admin/broadcasts/${id}/edit`);
    throw error;
  };
}

function InDrill({ count }: { count: number }) {
  return (
    <Notice tone="warning" title="訓練モードです">
      住民には届きません。配信対象にかかわらず、テスト配信先の{people(count)}だけに【訓練】を付けて送ります。
    </Notice>
  );
}

/** Who puts nothing right would send the mistake again. */
function Unchanged({ draft, text }: { draft: BroadcastDetail; text: string | null }) {
  const said = (draft.messages as LineMessage[])[0]?.text ?? "";
  if (!text || !said.includes(text)) return null;
  return (
    <Notice tone="warning" title="元の文面がそのまま残っています">
      誤りを直してから配信してください。本文は「編集に戻る」で変更できます。
    </Notice>
  );
}

type SentenceProps = { draft: BroadcastDetail; audience: string; count: number; mustWait: boolean };

/** What will happen, to how many, when: one sentence with the number large. */
function Sentence({ draft: { title, scheduledFor, lane, messages }, audience, count, mustWait }: SentenceProps) {
  return (
    <p className="rounded-12 border-2 border-blue-900 p-5 text-std-18N-160 md:p-6">
      「<strong>{title}</strong>」（{messages.length}通{lane === "urgent" && "・緊急"}）を、
      <strong>
        {scheduledFor ? <FormattedTime at={scheduledFor} planned /> : mustWait ? "承認されたらすぐ" : "いますぐ"}
      </strong>
      、<strong>{audience}</strong>の<span className="block py-2 text-std-45B-140 tabular-nums">{people(count)}</span>に
      {mustWait ? "配信するよう、承認を申請します。" : scheduledFor ? "配信するよう予約します。" : "配信します。"}
    </p>
  );
}

function SecondPerson({ isReserved }: { isReserved: boolean }) {
  return (
    <Notice tone="info" title="この配信には、別の職員の承認が必要です">
      申請すると、承認できる職員に知らせます。申請した人は承認できません。申請の後に編集すると、申請は取り下げられます。
      {isReserved && "予定の時刻までに承認されないと、送られずに下書きへ戻ります。"}
    </Notice>
  );
}

function Cautions({ draft, kind, count }: { draft: BroadcastDetail; kind: Audience["kind"]; count: number }) {
  if (count === 0)
    return (
      <Notice tone="warning" title="いま当てはまる人がいません">
        {kind === "test" ? "テスト配信先を登録してから配信してください。" : "配信対象の条件を見直してください。"}
      </Notice>
    );
  if (kind === "everyone")
    return (
      <Notice tone="info" title="友だち全員に送ります">
        受信設定をしていない人にも届きます。LINEの一斉配信を使うため、人数はシステムが把握している友だちの数です。
      </Notice>
    );
  if (!draft.scheduledFor) return null;
  return (
    <Notice tone="info" title="人数は、配信の時刻にもう一度数えます">
      予約から配信までに登録した人にも届き、登録をやめた人には届きません。時刻までは取り消せます。
    </Notice>
  );
}
