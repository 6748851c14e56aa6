import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { ApprovalForm } from "./approval-form.tsx";

export const metadata: Metadata = { title: "承認の設定" };

export default async function ApprovalSettingsPage() {
  const staff = await requireStaff("/admin/settings/approval");
  const header = (
    <PageHeader title="承認の設定" above={<Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}>
      大きな配信を、作成した人とは別の職員が確かめてから送るようにできます。
    </PageHeader>
  );
  if (!may(staff, "settings", "edit"))
    return (
      <>
        {header}
        <Notice tone="info" title="設定を変更する権限がありません">
          変更が必要なときは、職員の権限を管理している担当者に相談してください。
        </Notice>
      </>
    );
  return (
    <>
      {header}
      <ApprovalForm approval={await readSetting(db(), "approval")} />
    </>
  );
}
