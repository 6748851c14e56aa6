import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { type ListedRule, listRulesWithUse } from "#lib/mail-rules/list.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { readVocabulary } from "../../../vocabulary.ts";
import { MailTabs } from "../mail-tabs.tsx";
import { RuleList } from "./rule-list.tsx";
import type { RuleRow } from "./rule-row.tsx";
import { ruleWords } from "./rule-words.ts";

export const metadata: Metadata = { title: "転送ルール" };

export default async function RulesPage() {
  const staff = await requireStaff("/admin/mails/rules");
  const [rules, words] = await Promise.all([listRulesWithUse(db(), staff), readVocabulary(staff)]);
  const mayEdit = may(staff, "mail", "edit");
  const create = mayEdit && <LinkButton href="/admin/mails/rules/new">転送ルールを作成する</LinkButton>;
  return (
    <>
      <MailTabs current="転送ルール" />
      <PageHeader title="転送ルール" action={create}>
        届いたメールを上から順に調べ、最初に合ったルールで配信します。順番はドラッグか矢印で変えられます。
      </PageHeader>
      {rules.length === 0 ? (
        <EmptyState title="転送ルールはまだありません" action={create}>
          「差出人が県警で、件名に不審者を含むメールは、書かれた地域の登録者に配信する」のようなルールを作ると、メールが届いたときに自動で配信します。
        </EmptyState>
      ) : (
        <RuleList rows={rules.map((rule) => rowOf(rule, words))} words={words} mayEdit={mayEdit} />
      )}
    </>
  );
}

function rowOf({ rule, taken, stale }: ListedRule, words: Vocabulary): RuleRow {
  const { key, name, enabled } = rule;
  return { key, name, ...ruleWords(rule, words), isOn: enabled !== false, taken, stale };
}
