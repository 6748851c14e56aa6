import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { everywhere, may } from "#lib/actor.ts";
import { TokenForm } from "./token-form.tsx";

export const metadata: Metadata = { title: "APIトークンの発行" };

export default async function NewTokenPage() {
  const staff = await requireStaff("/admin/settings/tokens/new");
  if (!may(staff, "settings", "edit")) forbidden();
  return (
    <>
      <PageHeader
        title="トークンを発行する"
        above={
          <Breadcrumb
            steps={[
              { label: "設定", href: "/admin/settings" },
              { label: "APIトークン", href: "/admin/settings/tokens" },
            ]}
          />
        }
      >
        システムごとに1つずつ、必要な権限だけを付けて発行します。
      </PageHeader>
      <TokenForm nothing={everywhere("none")} />
    </>
  );
}
