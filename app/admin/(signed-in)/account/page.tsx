import type { Metadata } from "next";
import type { ReactNode } from "react";
import { db } from "#app/db.ts";
import { currentSessionId, requireStaff } from "#app/session.ts";
import { PageHeader } from "#components/page-header.tsx";
import { ownSecondFactor } from "#lib/staff/own-second-factor.ts";
import { listOwnSessions } from "#lib/staff/own-sessions.ts";
import { NameForm } from "./name-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { EndOthersButton } from "./session-buttons.tsx";
import { SessionTable } from "./session-table.tsx";

export const metadata: Metadata = { title: "自分の設定" };

export default async function AccountPage() {
  const staff = await requireStaff("/admin/account");
  const [sessions, current, factor] = await Promise.all([
    listOwnSessions(db(), staff),
    currentSessionId(),
    ownSecondFactor(db(), staff),
  ]);
  return (
    <>
      <PageHeader title="自分の設定">自分の名前とパスワード、2段階認証、サインイン中の端末を管理します。</PageHeader>
      <div className="flex flex-col gap-10">
        <Part id="name" title="名前">
          <NameForm name={staff.name} />
        </Part>
        <Part id="password" title="パスワードの変更">
          <PasswordForm />
        </Part>
        <Part id="second-factor" title="2段階認証">
          <SecondFactor factor={factor} />
        </Part>
        <Part id="sessions" title="サインイン中の端末">
          <p className="text-std-16N-170">
            覚えのない端末があるときは、サインアウトさせてから、パスワードを変更してください。
          </p>
          <SessionTable sessions={sessions} current={current} />
          {sessions.length > 1 && <EndOthersButton others={sessions.length - 1} />}
        </Part>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col items-start gap-4">
      <h2 id={id} tabIndex={-1} className="text-std-20B-150">
        {title}
      </h2>
      {children}
    </section>
  );
}
