import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { formatJapaneseTime } from "#components/japanese-time.ts";
import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { may } from "#lib/actor.ts";
import { listRules } from "#lib/mail/rules.ts";
import { type MailDetail, mailDetail } from "#lib/mail/status.ts";
import { countAudienceFor } from "#lib/segments/audience.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { audienceWords } from "../../../audience-words.ts";
import { people } from "../../../numbers.ts";
import { Preview } from "../../../preview.tsx";
import { readable } from "../../../readable.ts";
import { readVocabulary } from "../../../vocabulary.ts";
import { HeldChoice } from "../held/held-choice.tsx";
import { Keeping } from "./keeping.tsx";
import { MailText } from "./mail-text.tsx";
import { Trace } from "./trace.tsx";

export const metadata: Metadata = { title: "受信メールの内容" };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const staff = await requireStaff(`/admin/mails/${id}`);
  const mail = await readable(mailDetail(db(), staff, id));
  const { reading, state, reason, broadcastId } = mail;
  const audience = reading?.audience;
  const [words, city, rules, count] = await Promise.all([
    readVocabulary(staff),
    readSetting(db(), "city"),
    listRules(db()),
    audience ? countAudienceFor(db(), staff, audience) : null,
  ]);
  const rule = rules.find(({ key }) => key === mail.rule)?.name ?? mail.rule;
  return (
    <>
      <PageHeader
        title={reading?.subject || "（件名なし）"}
        above={<Breadcrumb steps={[mail.heldBy ? held : all]} />}
        action={
          <>
            <LinkButton tone="secondary" href={`/admin/mails/lab?mail=${id}`}>
              このメールを試す
            </LinkButton>
            {broadcastId && <LinkButton href={`/admin/broadcasts/${broadcastId}`}>配信の内容を見る</LinkButton>}
          </>
        }
      />
      <div className="flex flex-col gap-8">
        {state === "held" && (
          <Notice tone="warning" title="保留中です。配信するか見送るかを選んでください。">
            <p>{reason}</p>
            {may(staff, "mail", "send") && (
              <HeldChoice id={id} audience={audience ? audienceWords(audience, words) : null} count={count} />
            )}
          </Notice>
        )}
        {state !== "held" && reason && <Notice tone="info" title={reason} />}
        <SummaryStrip facts={factsOf(mail, rule, audience ? audienceWords(audience, words) : null, count)} />
        <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem] lg:grid-rows-[auto_1fr]">
          <div className="flex min-w-0 flex-col gap-8">
            <Keeping mail={mail} mayDownload={may(staff, "mail", "edit")} />
            {reading && <MailText reading={reading} />}
          </div>
          {reading?.messages && (
            <section aria-labelledby="bubbles" className="flex flex-col gap-4 lg:row-span-2">
              <h2 id="bubbles" className="text-std-20B-150">
                {broadcastId ? "送ったメッセージ" : "送る場合のメッセージ"}
              </h2>
              <Preview account={city.name} messages={reading.messages} />
            </section>
          )}
          {reading && <Trace trace={reading.trace} />}
        </div>
      </div>
    </>
  );
}

const all = { label: "受信メール", href: "/admin/mails" };
/** Who comes from there has more to decide. */
const held = { label: "保留", href: "/admin/mails/held" };

function factsOf(mail: MailDetail, rule: string | null | undefined, audience: string | null, count: number | null) {
  const { state, receivedAt, reading } = mail;
  return [
    { label: "状態", value: <StatusBadge of="mail" status={state} /> },
    {
      label: "受信日時",
      value: (
        <Small>
          <FormattedTime at={receivedAt} />
        </Small>
      ),
      note: mail.writtenAt ? `メールの日時 ${formatJapaneseTime(mail.writtenAt)}` : undefined,
    },
    {
      label: "差出人",
      value: <Small>{reading?.from?.name || reading?.from?.address || "不明"}</Small>,
      note: reading?.from?.address,
    },
    { label: "転送ルール", value: <Small>{rule ?? "なし"}</Small> },
    {
      label: "配信対象",
      value: <Small>{audience ?? "なし"}</Small>,
      note: count === null ? undefined : `現在 ${people(count)}`,
    },
  ];
}

function Small({ children }: { children: React.ReactNode }) {
  return <span className="text-std-16B-170">{children}</span>;
}
