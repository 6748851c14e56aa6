import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { listCases } from "#lib/mail-rules/cases.ts";
import { listRulesWithUse } from "#lib/mail-rules/list.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { readVocabulary } from "../../../vocabulary.ts";
import { choosableMails } from "../choosable.ts";
import { MailTabs } from "../mail-tabs.tsx";
import { Lab } from "./lab.tsx";
import { SavedCases } from "./saved-cases.tsx";

export const metadata: Metadata = { title: "メールを試す" };

export default async function LabPage({ searchParams }: { searchParams: Promise<{ mail?: string }> }) {
  const staff = await requireStaff("/admin/mails/lab");
  const { mail = null } = await searchParams;
  const [words, rules, mails, city, cases] = await Promise.all([
    readVocabulary(staff),
    listRulesWithUse(db(), staff),
    choosableMails(staff, mail),
    readSetting(db(), "city"),
    listCases(db(), staff),
  ]);
  const names = Object.fromEntries(rules.map(({ rule }) => [rule.key, rule.name]));
  const mayEdit = may(staff, "mail", "edit");
  return (
    <>
      <MailTabs current="メールを試す" />
      <PageHeader title="メールを試す">
        メールがどう読み取られ、どの転送ルールで、だれに届くかを確かめます。ここから配信されることはありません。
      </PageHeader>
      <div className="flex flex-col gap-10">
        <Lab mails={mails} first={mail} words={words} account={city.name} mayEdit={mayEdit} />
        <SavedCases cases={cases} words={words} names={names} mayEdit={mayEdit} />
      </div>
    </>
  );
}
