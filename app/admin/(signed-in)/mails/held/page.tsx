import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { now } from "#lib/clock.ts";
import { type HeldCause, listHeld } from "#lib/mail/waiting.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { KeepFocus } from "../../../keep-focus.tsx";
import { readVocabulary } from "../../../vocabulary.ts";
import { MailTabs } from "../mail-tabs.tsx";
import { Cause, type CauseShown } from "./cause.tsx";
import { ageWords, causeWords } from "./cause-words.ts";

export const metadata: Metadata = { title: "保留中のメール" };

export default async function HeldPage() {
  const staff = await requireStaff("/admin/mails/held");
  const [{ causes, total }, words] = await Promise.all([listHeld(db(), staff), readVocabulary(staff)]);
  return (
    <>
      <MailTabs current="保留" />
      <PageHeader title={`保留中のメール${total > 0 ? `（${total.toLocaleString("ja-JP")}通）` : ""}`}>
        自動では配信しなかったメールです。理由ごとに、配信するか見送るかを選んでください。
      </PageHeader>
      <KeepFocus on="waiting" after={total} />
      <div id="waiting" tabIndex={-1} className="flex flex-col gap-6 outline-none">
        {total === 0 && (
          <EmptyState title="保留中のメールはありません">いま判断の必要なメールはありません。</EmptyState>
        )}
        {causes.map((cause) => (
          <Cause
            key={`${cause.heldBy} ${cause.source}`}
            cause={shownOf(cause, words)}
            mayDecide={may(staff, "mail", "send")}
          />
        ))}
      </div>
    </>
  );
}

function shownOf({ source, heldBy, mails }: HeldCause, words: Vocabulary): CauseShown {
  const moment = now();
  return {
    title: causeWords(heldBy),
    source,
    mails: mails.map(({ audience, ...mail }) => ({
      ...mail,
      audience: audience && audienceWords(audience, words),
      age: mail.writtenAt ? ageWords(mail.writtenAt, moment) : null,
    })),
  };
}
