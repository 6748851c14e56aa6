import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { currentPlace, requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { AddressForm } from "./address-form.tsx";

export const metadata: Metadata = { title: "管理画面に入れるアドレス" };

export default async function AddressesPage() {
  const staff = await requireStaff("/admin/settings/addresses");
  const [ranges, { address }] = await Promise.all([readSetting(db(), "adminAllowed"), currentPlace()]);
  return (
    <>
      <PageHeader
        title="管理画面に入れるアドレス"
        above={<Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}
      >
        ここに書いた場所からだけ、管理画面を開けるようにします。住民の登録フォーム、LINE、APIには影響しません。
      </PageHeader>
      <div className="flex max-w-3xl flex-col gap-6">
        <Notice tone="info" title={`いまお使いのアドレス: ${address ?? "不明"}`}>
          このアドレスを含まない内容は保存できません。
        </Notice>
        {may(staff, "settings", "edit") ? (
          <AddressForm ranges={ranges.join("\n")} />
        ) : (
          <p className="text-std-16N-170 whitespace-pre-line">{ranges.join("\n") || "制限していません。"}</p>
        )}
      </div>
    </>
  );
}
