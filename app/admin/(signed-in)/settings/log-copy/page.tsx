import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { getEnv } from "#lib/env.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { RecipientsForm } from "./recipients-form.tsx";

export const metadata: Metadata = { title: "操作ログの控え" };

export default async function LogCopyPage() {
  const staff = await requireStaff("/admin/settings/log-copy");
  const addresses = await readSetting(db(), "headMailTo");
  return (
    <>
      <PageHeader title="操作ログの控え" above={<Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}>
        操作ログがあとから書き換えられていないことを確かめられるように、署名の控えを毎朝7時にメールで送ります。控えに個人情報は含まれません。
      </PageHeader>
      <div className="flex max-w-3xl flex-col gap-6">
        {getEnv().smtpUrl === null && (
          <Notice tone="warning" title="メールサーバーが設定されていないため、送られません">
            運用担当者に、環境変数 SMTP_URL の設定を依頼してください。
          </Notice>
        )}
        {may(staff, "settings", "edit") ? (
          <RecipientsForm addresses={addresses.join("\n")} />
        ) : (
          <p className="text-std-16N-170 whitespace-pre-line">{addresses.join("\n") || "送り先は決まっていません。"}</p>
        )}
      </div>
    </>
  );
}
