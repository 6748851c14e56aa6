import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { type Draft, readDraft } from "#lib/form/draft.ts";
import { partNames } from "#lib/form/schema.ts";
import { currentForm } from "#lib/preferences/form.ts";
import type { Question } from "#lib/preferences/schema.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { Builder } from "./builder.tsx";
import { FormView } from "./form-view.tsx";

export const metadata: Metadata = { title: "登録フォーム" };

export default async function FormPage() {
  const staff = await requireStaff("/admin/form");
  const [draft, form, city] = await Promise.all([readDraft(db(), staff), currentForm(db()), readSetting(db(), "city")]);
  const mayEdit = may(staff, "form", "edit");
  return (
    <>
      <PageHeader
        title="登録フォーム"
        action={
          <LinkButton tone="secondary" href="/admin/form/versions">
            版の履歴を見る
          </LinkButton>
        }
      >
        住民が受信設定で答える質問です。{mayEdit && "公開するまで、住民の画面は変わりません。"}
      </PageHeader>
      {mayEdit ? (
        <div className="flex flex-col gap-6">
          <Overtaken draft={draft} />
          <Builder city={city.name} draft={plain(draft)} published={keysOf(form.questions)} />
        </div>
      ) : (
        <FormView city={city.name} questions={form.questions} />
      )}
    </>
  );
}

function Overtaken({ draft: { version, baseVersion } }: { draft: Draft }) {
  if (version === baseVersion) return null;
  return (
    <Notice tone="warning" title={`下書きを作り始めた後に、第${version}版が公開されています`}>
      下書きは第{baseVersion}版をもとにしています。公開の確認で、第{version}
      版から何が変わるかを確かめるか、下書きを破棄して作り直してください。
    </Notice>
  );
}

function plain({ questions, revision, version, saved, issues }: Draft) {
  return {
    ...{ questions, revision, version, issues },
    saved: saved && { at: saved.at.toISOString(), by: saved.by },
  };
}

function keysOf(questions: readonly Question[]): string[] {
  return questions.flatMap((question) => [
    question.key,
    ...partNames.flatMap((part) => (question[part] ?? []).map(({ key }) => `${question.key}/${part}/${key}`)),
  ]);
}
