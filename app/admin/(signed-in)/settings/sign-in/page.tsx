import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { may } from "#lib/actor.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { isSecondFactorRequired } from "#lib/staff/second-factor.ts";
import { SignInSettingsForm } from "./sign-in-settings-form.tsx";

export const metadata: Metadata = { title: "サインインの設定" };

export default async function SignInSettingsPage() {
  const staff = await requireStaff("/admin/settings/sign-in");
  const [{ idle, absolute }, isRequired] = await Promise.all([
    readSetting(db(), "sessionHours"),
    isSecondFactorRequired(db()),
  ]);
  return (
    <>
      <PageHeader title="サインインの設定" above={<Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}>
        席を離れた画面が使われないように、サインインが終わるまでの時間を決めます。
      </PageHeader>
      {may(staff, "settings", "edit") ? (
        <SignInSettingsForm idle={String(idle)} absolute={String(absolute)} isRequired={isRequired} />
      ) : (
        <SummaryStrip
          facts={[
            { label: "操作がないとき", value: idle, unit: "時間で終了" },
            { label: "最長", value: absolute, unit: "時間" },
            { label: "2段階認証", value: isRequired ? "全員に必須" : "各自が選ぶ" },
          ]}
        />
      )}
    </>
  );
}
