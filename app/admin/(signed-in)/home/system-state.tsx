import type { ReactNode } from "react";
import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { may } from "#lib/actor.ts";
import { listMails } from "#lib/mail/status.ts";
import { readiness } from "#lib/readiness/readiness.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { environment } from "../../environment-badge.tsx";

/** Whether the night shift is at work, in words that need no engineer. */
export async function SystemState({ staff }: { staff: Staff }) {
  const seesMails = may(staff, "mail", "view");
  const [state, sendingOff, [latest]] = await Promise.all([
    readiness(db()),
    readSetting(db(), "sendingOff"),
    seesMails ? listMails(db(), staff, { limit: 1 }) : [],
  ]);
  return (
    <section aria-labelledby="system" className="flex flex-col gap-4">
      <h2 id="system" className="text-std-20B-150">
        システムの状態
      </h2>
      <dl className="flex flex-col divide-y divide-solid-gray-200 border-y border-solid-gray-200">
        <Line label="送信">
          {state.sender === "leading" ? (
            <Mark isGood>動いています</Mark>
          ) : (
            <Mark>止まっています。管理者に連絡してください。予約と受付済みの内容は失われません。</Mark>
          )}
        </Line>
        <Line label="自動配信">
          {sendingOff ? <Mark>停止中です。届いたメールは保留されます。</Mark> : <Mark isGood>動いています</Mark>}
        </Line>
        {seesMails && (
          <Line label="最後の受信メール">
            {latest ? (
              <span className="flex flex-wrap gap-x-3">
                <FormattedTime at={latest.receivedAt} />
                <Link href={`/admin/mails/${latest.id}`}>{latest.reading?.subject || "（件名なし）"}</Link>
              </span>
            ) : (
              "まだ届いていません"
            )}
          </Line>
        )}
        {may(staff, "activity", "view") && (
          <Line label="操作ログ">
            <Link href="/admin/activity">誰が何をしたかを見る</Link>
          </Line>
        )}
      </dl>
      {environment() === "sandbox" && (
        <Notice tone="info" title="ここはサンドボックスです">
          本物のLINEには何も届きません。住民からの見え方は<Link href="/sandbox">住民の電話</Link>で確かめられます。
        </Notice>
      )}
    </section>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-x-4 py-3 md:flex-row">
      <dt className="w-44 shrink-0 text-std-16N-170 text-solid-gray-700">{label}</dt>
      <dd className="min-w-0 text-std-16N-170">{children}</dd>
    </div>
  );
}

function Mark({ isGood, children }: { isGood?: boolean; children: ReactNode }) {
  return (
    <span className={`flex items-start gap-2 ${isGood ? "" : "text-error-2"}`}>
      <Icon name={isGood ? "check" : "error"} className={`mt-1 size-5 ${isGood ? "text-success-2" : ""}`} />
      {children}
    </span>
  );
}
