import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { guardsFor } from "#lib/mail/schema.ts";
import { listSources } from "#lib/mail/sources.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { MailTabs } from "../mail-tabs.tsx";
import { CityGuards } from "./city-guards.tsx";
import { KillSwitch } from "./kill-switch.tsx";
import { SourceCard } from "./source-card.tsx";

export const metadata: Metadata = { title: "発信元" };

export default async function SourcesPage() {
  const staff = await requireStaff("/admin/mails/sources");
  const [sources, city, isOff] = await Promise.all([
    listSources(db(), staff),
    readSetting(db(), "mailGuards"),
    readSetting(db(), "sendingOff"),
  ]);
  const inherited = guardsFor(city);
  const mayChange = may(staff, "mail", "send");
  return (
    <>
      <MailTabs current="発信元" />
      <PageHeader title="発信元">
        自動配信をまとめて止めるほか、メールの送り主ごとに、一時停止と訓練モードを切り替え、安全確認の値を決めます。
      </PageHeader>
      <div className="flex flex-col gap-4">
        <KillSwitch isOff={Boolean(isOff)} mayChange={mayChange} />
        <CityGuards saved={city ?? null} mayChange={mayChange} />
        {sources.length === 0 ? (
          <EmptyState title="発信元はまだありません">
            転送ルールに発信元の名前を付けるか、メールが届くと、ここに並びます。
          </EmptyState>
        ) : (
          <ul className="flex flex-col gap-4">
            {sources.map((source) => (
              <li key={source.name}>
                <SourceCard source={source} inherited={inherited} mayChange={mayChange} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
