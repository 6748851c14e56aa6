"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { Checkbox } from "#components/checkbox.tsx";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { type Question, shownQuestions } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf as placeOf, shownOf, toValues } from "#liff/form-values.ts";
import { QuestionField } from "#liff/question-field.tsx";
import { nameOf } from "./question-words.ts";

type Props = {
  city: string;
  questions: readonly DraftQuestion[];
  /** The question that is being edited is brought into sight. */
  current?: string | null;
};

/** The form as residents will see it, from the same parts as theirs. Nothing that is tried here is saved. */
export function FormPhone({ city, questions, current }: Props) {
  const [isTrying, setTrying] = useState(false);
  const latest = useDeferredValue(questions);
  const shown = useMemo(() => asShown(latest), [latest]);
  const shape = shown.map(({ key, kind }) => `${key}:${kind}`).join(" ");
  const screen = useScrollTo(current, latest);
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        isSelected={isTrying}
        onChange={setTrying}
        help="条件に合う質問だけが出ます。ここでの回答は保存されません。"
      >
        押して試す
      </Checkbox>
      <div className="w-full max-w-[24.5rem] rounded-[2.25rem] bg-[#1b1d21] p-2 shadow-4">
        <section
          ref={screen}
          aria-label="住民に見える登録フォーム"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="relative h-[min(38rem,calc(100dvh-22.5rem))] min-h-80 overflow-y-auto rounded-[1.75rem] bg-white text-[1.125rem] leading-160"
        >
          <div className="px-4 pt-6 pb-4">
            <p className="text-[1.625rem] leading-150 font-700">受信設定</p>
            <p>登録内容はLINEには保存されず、{city}が管理します。</p>
          </div>
          <div inert={!isTrying}>
            <Answering key={shape} questions={shown} isTrying={isTrying} />
          </div>
        </section>
      </div>
    </div>
  );
}

function Answering({ questions, isTrying }: { questions: Question[]; isTrying: boolean }) {
  const form = useForm<FormValues>({ defaultValues: toValues(questions, {}) });
  return (
    <FormProvider {...form}>
      <div className="flex flex-col gap-8 px-4 pb-8">
        {isTrying ? (
          <Put questions={questions} />
        ) : (
          questions.map((question) => <Shown key={question.key} {...{ question, questions }} />)
        )}
      </div>
    </FormProvider>
  );
}

function Put({ questions }: { questions: Question[] }) {
  const values = useWatch<FormValues>() as FormValues;
  return shownOf(questions, values).map((question) => <QuestionField key={question.key} question={question} />);
}

function Shown({ question, questions }: { question: Question; questions: Question[] }) {
  return (
    <div className="[contain-intrinsic-size:auto_14rem] [content-visibility:auto]">
      {question.showIf && <Condition showIf={question.showIf} questions={questions} />}
      <QuestionField question={question} />
    </div>
  );
}

function Condition({ showIf, questions }: { showIf: NonNullable<Question["showIf"]>; questions: Question[] }) {
  const asked = questions.find(({ key }) => key === showIf.question);
  const parts = (asked?.kind === "grid" ? asked.rows : asked?.choices) ?? [];
  const labels = parts.filter(({ key }) => showIf.anyOf.includes(key)).map(({ label }) => label);
  return (
    <p className="mb-2 rounded-4 bg-solid-gray-50 px-3 py-1 text-[0.875rem] text-solid-gray-800">
      「{asked?.label}」で{labels.map((label) => `「${label}」`).join("か")}を選んだ人にだけたずねます
    </p>
  );
}

const known = new WeakMap<DraftQuestion, Question>();

/** The same question gives the same object, so that only what was changed is drawn anew. */
function asShown(questions: readonly DraftQuestion[]): Question[] {
  return questions.flatMap((question) => {
    if (question.retired) return [];
    const shown = known.get(question) ?? shownQuestions([{ ...question, label: nameOf(question) } as Question])[0]!;
    known.set(question, shown);
    return [shown];
  });
}

function useScrollTo(current: string | null | undefined, questions: readonly DraftQuestion[]) {
  const screen = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes there should be seen
  useEffect(() => {
    const place = current && screen.current?.querySelector<HTMLElement>(`[data-place="${placeOf(current)}"]`);
    if (!place || !screen.current) return;
    const top = place.getBoundingClientRect().top - screen.current.getBoundingClientRect().top;
    screen.current.scrollBy({ top: top - 80 });
  }, [current, questions]);
  return screen;
}
