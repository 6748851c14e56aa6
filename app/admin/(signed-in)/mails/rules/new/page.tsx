import type { Metadata } from "next";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { formParts } from "../editor/form-parts.ts";
import { RuleForm } from "../editor/rule-form.tsx";

export const metadata: Metadata = { title: "転送ルールの作成" };

export default async function NewRulePage() {
  const staff = await requireStaff("/admin/mails/rules/new");
  const header = (
    <PageHeader
      title="転送ルールの作成"
      above={<Breadcrumb steps={[{ label: "転送ルール", href: "/admin/mails/rules" }]} />}
    >
      条件と届け方を決めます。保存する前に、直近90日の受信メールで試します。新しいルールは最後に加わります。
    </PageHeader>
  );
  if (!may(staff, "mail", "edit"))
    return (
      <>
        {header}
        <EmptyState title="転送ルールを作成する権限がありません">作成できる職員に依頼してください。</EmptyState>
      </>
    );
  const newKey = `rule-${Date.now().toString(36)}`;
  return (
    <>
      {header}
      <RuleForm rule={null} newKey={newKey} version={null} {...(await formParts(staff, null))} />
    </>
  );
}
