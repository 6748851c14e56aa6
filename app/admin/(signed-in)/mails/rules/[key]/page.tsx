import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { readRule } from "#lib/mail-rules/list.ts";
import { readable } from "../../../../readable.ts";
import { formParts } from "../editor/form-parts.ts";
import { RuleForm } from "../editor/rule-form.tsx";
import { RemoveRule } from "../remove-rule.tsx";
import { ruleWords } from "../rule-words.ts";

export const metadata: Metadata = { title: "転送ルールの編集" };

type Props = { params: Promise<{ key: string }> };

export default async function RulePage({ params }: Props) {
  const key = decodeURIComponent((await params).key);
  const staff = await requireStaff(`/admin/mails/rules/${encodeURIComponent(key)}`);
  const { rule, version, stale } = await readable(readRule(db(), staff, key));
  const mayEdit = may(staff, "mail", "edit");
  const parts = await formParts(staff, rule);
  const { when, what } = ruleWords(rule, parts.words);
  return (
    <>
      <PageHeader
        title={rule.name}
        above={<Breadcrumb steps={[{ label: "転送ルール", href: "/admin/mails/rules" }]} />}
        action={mayEdit && <RemoveRule ruleKey={rule.key} name={rule.name} words={parts.words} names={parts.names} />}
      >
        {when} → {what}
      </PageHeader>
      <div className="flex flex-col gap-8">
        {stale.length > 0 && (
          <Notice tone="warning" title="登録フォームにない選択肢が使われています">
            {stale.map((said) => (
              <p key={said}>{said}</p>
            ))}
          </Notice>
        )}
        {mayEdit && <RuleForm rule={rule} newKey={rule.key} version={version} {...parts} />}
      </div>
    </>
  );
}
