"use client";

import { PageNotice } from "./page-notice.tsx";
import { PreferenceForm } from "./preference-form.tsx";
import { troubleWords } from "./trouble.ts";
import { usePreferences } from "./use-preferences.ts";
import { Waiting } from "./waiting.tsx";

/** What a resident opens from LINE. Everything above the questions stands in the static page already. */
export function PreferencesPage() {
  const { form, opened, trouble, retry } = usePreferences();
  return (
    <main aria-labelledby="title" className="mx-auto flex min-h-dvh max-w-xl flex-col text-[1.125rem] leading-160">
      <header className="flex flex-col gap-2 px-4 pt-6 pb-4">
        <h1 id="title" className="text-[1.625rem] leading-150 font-700">
          受信設定
        </h1>
        <p>
          登録内容はLINEには保存されず、{form?.city ?? "市"}が管理します。
          {form?.privacyUrl && (
            <a className="text-blue-900 underline underline-offset-4" href={form.privacyUrl}>
              個人情報の取り扱い
            </a>
          )}
        </p>
        <p className="text-solid-gray-700">
          知りたいことを選ぶと、そのお知らせだけが届きます。いつでも変えられます。{form?.city ?? "市"}
          の外に住んでいる人も使えます。
        </p>
      </header>
      {trouble && <Stopped kind={trouble} retry={retry} />}
      {opened && <PreferenceForm key={opened.form.version} {...opened} />}
      {!opened && !trouble && <Waiting questions={form?.questions} />}
    </main>
  );
}

function Stopped({ kind, retry }: { kind: keyof typeof troubleWords; retry: () => void }) {
  const { title, text, canRetry } = troubleWords[kind];
  return (
    <div className="px-4">
      <PageNotice tone="problem" title={title}>
        <p>{text}</p>
        {canRetry && (
          <button
            type="button"
            onClick={retry}
            className="mt-3 min-h-12 rounded-8 border-2 border-blue-900 px-5 font-700 text-blue-900"
          >
            もう一度開く
          </button>
        )}
      </PageNotice>
    </div>
  );
}
