"use client";

import { FormProvider, useForm, useWatch } from "react-hook-form";
import type { HowOften, Question } from "#lib/preferences/schema.ts";
import { Forget } from "./forget.tsx";
import { type FormValues, shownOf, toValues } from "./form-values.ts";
import { PageNotice } from "./page-notice.tsx";
import { QuestionField } from "./question-field.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useLeaveGuard } from "./use-leave-guard.ts";
import type { Opened } from "./use-preferences.ts";
import { useSaving } from "./use-saving.ts";

export function PreferenceForm(opened: Opened) {
  const { form: publicForm, saved } = opened;
  const { questions, city, often } = publicForm;
  const form = useForm<FormValues>({ defaultValues: toValues(questions, saved.answers) });
  const { isDirty } = form.formState;
  const saving = useSaving(form, opened);
  useLeaveGuard(isDirty);
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={saving.save} className="flex flex-1 flex-col">
        <div className="flex flex-1 flex-col gap-8 px-4 pb-8">
          {!saving.isFriend && <NotYetFriend city={city} />}
          {saving.isRestored && (
            <PageNotice tone="note">
              <p>ログインし直しました。入力した内容は残っています。下の「保存する」を押してください。</p>
            </PageNotice>
          )}
          <Shown questions={questions} often={often} />
          <Forget city={city} isPending={saving.isBusy} onForget={saving.forget} />
        </div>
        <SaveBar state={saving.state} isDirty={isDirty} isBusy={saving.isBusy} />
      </form>
    </FormProvider>
  );
}

function Shown({ questions, often }: { questions: readonly Question[]; often?: HowOften }) {
  const values = useWatch<FormValues>() as FormValues;
  return shownOf(questions, values).map((question) => (
    <QuestionField key={question.key} question={question} often={often?.[question.key]} />
  ));
}

function NotYetFriend({ city }: { city: string }) {
  return (
    <PageNotice tone="note" title="まだ友だちではありません">
      <p>
        登録はできますが、お知らせは届きません。LINEで「{city}」のアカウントを友だち追加すると届きます。
        ブロックしているときは、ブロックを解除してください。
      </p>
    </PageNotice>
  );
}
