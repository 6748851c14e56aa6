import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Link } from "#components/link.tsx";
import type { LineMessage } from "#components/message/line-message.ts";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { Timeline } from "#components/timeline.tsx";
import type { BroadcastStatus } from "#db/words.ts";
import { may } from "#lib/actor.ts";
import { approvalsOf } from "#lib/broadcasts/approvals.ts";
import { correctionsOf } from "#lib/broadcasts/corrections.ts";
import { type BroadcastDetail, broadcastDetail } from "#lib/broadcasts/read.ts";
import { getEnv } from "#lib/env.ts";
import { Invalid } from "#lib/errors.ts";
import { mailBehind } from "#lib/mail/status.ts";
import { countAudienceFor } from "#lib/segments/audience.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { audienceWords } from "../../../audience-words.ts";
import { people } from "../../../numbers.ts";
import { Preview } from "../../../preview.tsx";
import { readable } from "../../../readable.ts";
import { readVocabulary } from "../../../vocabulary.ts";
import { Hour } from "../hour.tsx";
import { sourceWords } from "../source-words.ts";
import { WhatIsCorrected } from "../what-is-corrected.tsx";
import { ApprovalPanel } from "./approval-panel.tsx";
import { CorrectButton } from "./correct-button.tsx";
import { CorrectionList } from "./corrections.tsx";
import { Handles } from "./handles.tsx";
import { LiveProgress } from "./live-progress.tsx";
import { momentsOf } from "./moments.ts";
import { freshOf } from "./progress/fresh.ts";
import { RateChoice } from "./rate-choice.tsx";
import { LiveTotal, Watch } from "./watch.tsx";

export const metadata: Metadata = { title: "配信の内容" };

type Props = { params: Promise<{ id: string }> };

export default async function BroadcastPage({ params }: Props) {
  const { id } = await params;
  const staff = await requireStaff(`/admin/broadcasts/${id}`);
  const [broadcast, approvals, corrections, words, city] = await Promise.all([
    readable(broadcastDetail(db(), staff, id)),
    readable(approvalsOf(db(), staff, id)),
    readable(correctionsOf(db(), staff, id)),
    readVocabulary(staff),
    readSetting(db(), "city"),
  ]);
  const audience = broadcast.audience as Audience;
  const count = counted.includes(broadcast.status)
    ? await countAudienceFor(db(), staff, audience).catch(nobodyThere)
    : 0;
  const mail = broadcast.source === "mail" && may(staff, "mail", "view") ? await mailBehind(db(), staff, id) : null;
  const { title, status, lane, pausedReason } = broadcast;
  const header = (
    <>
      {title}
      {lane !== "normal" && <StatusBadge of="lane" status={lane} />}
    </>
  );
  return (
    <Watch id={id} first={freshOf(broadcast)}>
      <PageHeader
        title={header}
        above={<Breadcrumb steps={[{ label: "配信", href: "/admin/broadcasts" }]} />}
        action={
          <>
            {broadcast.startedAt && may(staff, "broadcasts", "edit") && <CorrectButton id={id} />}
            <Handles
              broadcast={handled(broadcast)}
              maySend={may(staff, "broadcasts", "send")}
              mayEdit={may(staff, "broadcasts", "edit")}
            />
          </>
        }
      />
      <div className="flex flex-col gap-8">
        {status === "paused" && (
          <Notice tone="warning" title="一時停止中です">
            {pausedReason} まだ送っていない人には、再開するまで届きません。
          </Notice>
        )}
        {broadcast.drill && (
          <Notice tone="info" title="訓練モードの配信です">
            配信対象の住民には送らず、テスト配信先だけに【訓練】を付けて送りました。
          </Notice>
        )}
        {corrections.of && <WhatIsCorrected of={corrections.of} isDraft={!broadcast.startedAt} />}
        <ApprovalPanel staff={staff} broadcast={broadcast} approvals={approvals} count={count} />
        <SummaryStrip facts={factsOf(broadcast, audienceWords(audience, words), count)} />
        <LiveProgress />
        {staged.includes(status) && isStaged(audience) && may(staff, "broadcasts", "send") && (
          <RateChoice id={id} rate={broadcast.rate} limit={getEnv().line.sendRate} expected={count} />
        )}
        {corrections.by.length > 0 && <CorrectionList by={corrections.by} />}
        <div className="flex flex-col gap-8 lg:flex-row lg:justify-between">
          <section aria-labelledby="history" className="flex flex-col gap-4">
            <h2 id="history" className="text-std-20B-150">
              これまでの経過
            </h2>
            <Timeline moments={momentsOf(broadcast, approvals)} />
            {mail && (
              <Link
                href={`/admin/mails/${mail}`}
                className="self-start text-blue-900 underline underline-offset-4 hover:decoration-2"
              >
                もとの受信メールと判断の過程を見る
              </Link>
            )}
            {broadcast.startedAt && (
              <Link
                href={`/admin/broadcasts/${id}/deliveries`}
                className="self-start text-blue-900 underline underline-offset-4 hover:decoration-2"
              >
                送信の記録を見る
              </Link>
            )}
          </section>
          <section aria-labelledby="preview" className="flex w-full max-w-[24.5rem] flex-col gap-4">
            <h2 id="preview" className="text-std-20B-150">
              メッセージ
            </h2>
            <Preview account={city.name} messages={broadcast.sends as LineMessage[]} />
          </section>
        </div>
      </div>
    </Watch>
  );
}

/** Not begun yet: how many people it is for is counted now. */
const counted: readonly BroadcastStatus[] = ["awaiting_approval", "scheduled"];
const staged: readonly BroadcastStatus[] = ["scheduled", "sending", "paused"];

/** Everyone is a single request to LINE, and a trial goes to a few. */
function isStaged({ kind }: Audience): boolean {
  return kind !== "everyone" && kind !== "test";
}

function nobodyThere(error: unknown): number {
  if (error instanceof Invalid) return 0;
  throw error;
}

function factsOf(broadcast: BroadcastDetail, audience: string, count: number) {
  const { status, startedAt, createdAt } = broadcast;
  return [
    { label: "状態", value: <StatusBadge of="broadcast" status={status} /> },
    {
      label: "配信日時",
      value: (
        <span className="text-std-16B-170">
          <Hour of={broadcast} />
        </span>
      ),
    },
    {
      label: "配信対象",
      value: <span className="text-std-16B-170">{audience}</span>,
      note: startedAt ? <LiveTotal /> : counted.includes(status) ? `いま ${people(count)}` : undefined,
    },
    {
      label: "作成",
      value: <span className="text-std-16B-170">{sourceWords(broadcast)}</span>,
      note: <FormattedTime at={createdAt} />,
    },
  ];
}

/** What the buttons need, and nothing of what is said. */
function handled({ id, title, status, scheduledFor }: BroadcastDetail) {
  return { id, title, status, scheduledFor: scheduledFor?.toISOString() ?? null };
}
