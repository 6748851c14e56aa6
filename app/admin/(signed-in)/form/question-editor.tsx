"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { Icon } from "#components/icon.tsx";
import { Select } from "#components/select.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { DraftQuestion, PartName } from "#lib/form/schema.ts";
import { ChoiceList } from "./choice-list.tsx";
import { ConditionField } from "./condition-field.tsx";
import { active, changeQuestion, emptyParts, shifted, withoutQuestion } from "./edit.ts";
import { NumberField } from "./number-field.tsx";
import { kindWords, nameOf } from "./question-words.ts";

type Props = {
  question: DraftQuestion;
  questions: DraftQuestion[];
  published: ReadonlySet<string>;
  onChange: (questions: DraftQuestion[]) => void;
  onClose: () => void;
  /** What is missing, by field. */
  problems: Partial<Record<string, string>>;
};

/** One question: words, answers, condition. Whatever is changed is kept as a draft by itself. */
export function QuestionEditor({ question, questions, published, onChange, onClose, problems }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const replace = (changed: DraftQuestion) => onChange(changeQuestion(questions, changed));
  const isPublished = published.has(question.key);
  const parts = Object.keys(emptyParts(question.kind)) as PartName[];
  return (
    <section aria-labelledby="question" className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button tone="quiet" onPress={onClose}>
          <Icon name="left" className="size-4" />
          質問の一覧に戻る
        </Button>
        <Place {...{ question, questions, onChange }} />
      </div>
      <h2 id="question" ref={heading} tabIndex={-1} className="text-std-20B-150 outline-none">
        質問の編集：{nameOf(question)}
      </h2>
      <TextField
        label="質問の文"
        isRequired
        value={question.label}
        onChange={(label) => replace({ ...question, label })}
        error={problems.label}
      />
      <TextArea
        label="説明"
        help="質問の下に小さく出ます。やさしい日本語で書いてください。"
        rows={2}
        value={question.help ?? ""}
        onChange={(help) => replace({ ...question, help: help || undefined })}
        error={problems.help}
      />
      <KindField question={question} isPublished={isPublished} onChange={replace} />
      <Checkbox
        isSelected={Boolean(question.required)}
        onChange={(required) => replace({ ...question, required: required || undefined })}
        help="答えないと保存できなくなります。できるだけ少なくしてください。"
      >
        必ず答えてもらう
      </Checkbox>
      {question.kind === "number" && (
        <div className="flex flex-wrap gap-4">
          <NumberField label="最小" value={question.min} onChange={(min) => replace({ ...question, min })} />
          <NumberField
            label="最大"
            value={question.max}
            onChange={(max) => replace({ ...question, max })}
            error={problems.max}
          />
        </div>
      )}
      {parts.map((part) => (
        <ChoiceList key={part} {...{ part, question, questions, published, onChange }} error={problems[part]} />
      ))}
      <ConditionField question={question} questions={questions} onChange={replace} error={problems.showIf} />
      <p className="text-dns-14N-130 text-solid-gray-700">
        キー（APIと設定ファイルで使う名前。自動で付き、変わりません）：<code>{question.key}</code>
      </p>
      <Removal
        {...{ question, isPublished }}
        onRemove={() => {
          onClose();
          onChange(withoutQuestion(questions, question.key, isPublished));
        }}
      />
    </section>
  );
}

function Place({ question, questions, onChange }: Pick<Props, "question" | "questions" | "onChange">) {
  const asked = active(questions);
  const place = asked.findIndex(({ key }) => key === question.key);
  const move = (by: -1 | 1) => onChange(shifted(questions, question.key, by));
  return (
    <div className="flex items-center gap-2">
      <p role="status" className="text-std-16N-170 tabular-nums">
        {asked.length}件中の{place + 1}番目
      </p>
      <Button
        tone="secondary"
        size="small"
        aria-label="1つ上へ動かす"
        isDisabled={place === 0}
        onPress={() => move(-1)}
      >
        <Icon name="up" className="size-4" />
      </Button>
      <Button
        tone="secondary"
        size="small"
        aria-label="1つ下へ動かす"
        isDisabled={place === asked.length - 1}
        onPress={() => move(1)}
      >
        <Icon name="down" className="size-4" />
      </Button>
    </div>
  );
}

type KindProps = { question: DraftQuestion; isPublished: boolean; onChange: (question: DraftQuestion) => void };

/** Answers of one kind mean nothing to another: once published, it stays. */
function KindField({ question, isPublished, onChange }: KindProps) {
  if (isPublished)
    return (
      <p className="text-std-16N-170">
        <strong>答え方：</strong>
        {kindWords[question.kind].label}
        <span className="block text-dns-14N-130 text-solid-gray-700">
          公開した質問の答え方は変えられません。変えたいときは、新しい質問を追加してこの質問を廃止します。
        </span>
      </p>
    );
  return (
    <Select
      label="答え方"
      help={kindWords[question.kind].help}
      options={Object.entries(kindWords).map(([value, words]) => ({ value, label: words.label }))}
      value={question.kind}
      onChange={(value) => {
        const kind = value as DraftQuestion["kind"];
        onChange({ ...emptyParts(kind), ...question, kind });
      }}
    />
  );
}

type RemovalProps = { question: DraftQuestion; isPublished: boolean; onRemove: () => void };

function Removal({ question, isPublished, onRemove }: RemovalProps) {
  const [isOpen, setOpen] = useState(false);
  const verb = isPublished ? "廃止する" : "削除する";
  return (
    <div className="border-t border-solid-gray-200 pt-4">
      <Button tone="secondary" onPress={() => setOpen(true)}>
        この質問を{verb}
      </Button>
      <ConfirmDialog
        title={`「${nameOf(question)}」を${verb}`}
        isOpen={isOpen}
        onOpenChange={setOpen}
        confirm={verb}
        isDanger
        onConfirm={onRemove}
      >
        <p>
          {isPublished
            ? "公開すると、この質問はフォームに出なくなります。これまでの回答は残り、配信グループでも数え続けます。元に戻すこともできます。"
            : "まだ公開していない質問なので、元に戻せません。"}
        </p>
      </ConfirmDialog>
    </div>
  );
}
