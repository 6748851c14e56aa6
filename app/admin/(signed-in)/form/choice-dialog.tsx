"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { Notice } from "#components/notice.tsx";
import { Select } from "#components/select.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import { type DraftChoice, type DraftQuestion, type PartName, partWords } from "#lib/form/schema.ts";
import { active, changeChoice, changeQuestion, mergeChoice, withoutChoice } from "./edit.ts";

type Props = {
  part: PartName;
  question: DraftQuestion;
  questions: DraftQuestion[];
  onChange: (questions: DraftQuestion[]) => void;
  open: string | null;
  onClose: () => void;
  isPublished: boolean;
};

export function ChoiceDialog({ part, question, questions, onChange, open, onClose, isPublished }: Props) {
  const choice = active(question[part]).find(({ key }) => key === open);
  const word = partWords[part];
  const replace = (changed: DraftQuestion) => onChange(changeQuestion(questions, changed));
  const finish = (changed: DraftQuestion[]) => {
    onClose();
    onChange(changed);
  };
  return (
    <Dialog title={`${word}の編集`} isOpen={choice !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()}>
      {choice && (
        <div className="flex flex-col gap-5">
          <Words choice={choice} word={word} onChange={(changed) => replace(changeChoice(question, part, changed))} />
          <Leaving
            word={word}
            isPublished={isPublished}
            others={active(question[part]).filter(({ key }) => key !== choice.key)}
            onMerge={(into) => finish(mergeChoice(questions, question, part, { key: choice.key, into }))}
            onRetire={() => finish(changeQuestion(questions, withoutChoice(question, part, choice.key, isPublished)))}
          />
          <Button onPress={onClose}>編集を終える</Button>
        </div>
      )}
    </Dialog>
  );
}

type WordsProps = { choice: DraftChoice; word: string; onChange: (choice: DraftChoice) => void };

function Words({ choice, word, onChange }: WordsProps) {
  return (
    <>
      <TextField
        label={`${word}の名前`}
        isRequired
        value={choice.label}
        onChange={(label) => onChange({ ...choice, label })}
        error={choice.label.trim() ? undefined : "名前を入力してください。"}
      />
      <TextArea
        label="説明"
        help="名前の下に小さく出ます。"
        rows={2}
        value={choice.help ?? ""}
        onChange={(help) => onChange({ ...choice, help: help || undefined })}
      />
      <TextArea
        label="例"
        help="「例を見る」を押すと、届くメッセージの例として出ます。"
        rows={3}
        value={choice.example ?? ""}
        onChange={(example) => onChange({ ...choice, example: example || undefined })}
      />
      <TextArea
        label="別名（1行に1つ）"
        help="メールの振り分けで、この名前で書かれていても同じものとして扱います。"
        rows={2}
        value={(choice.aliases ?? []).join("\n")}
        onChange={(lines) => onChange({ ...choice, aliases: lines ? lines.split("\n") : undefined })}
      />
    </>
  );
}

type LeavingProps = {
  word: string;
  isPublished: boolean;
  others: DraftChoice[];
  onMerge: (into: string) => void;
  onRetire: () => void;
};

/** Away from the form: into another, or retired; what was never published is simply deleted. */
function Leaving({ word, isPublished, others, onMerge, onRetire }: LeavingProps) {
  const [into, setInto] = useState<string | null>(null);
  if (!isPublished)
    return (
      <div>
        <Button tone="quiet" onPress={onRetire}>
          この{word}を削除する
        </Button>
      </div>
    );
  return (
    <details className="rounded-8 border border-solid-gray-200 px-4 py-2">
      <summary className="text-std-16N-170 text-blue-900">統合または廃止する</summary>
      <div className="flex flex-col gap-5 py-3">
        {others.length > 0 && (
          <div className="flex flex-col items-start gap-2">
            <div className="w-full">
              <Select
                label="統合先"
                help={`これを選んでいた人は、統合先を選んだ人として扱います。配信グループや転送ルールも同じです。`}
                options={others.map(({ key, label }) => ({ value: key, label }))}
                value={into}
                onChange={setInto}
              />
            </div>
            <Button tone="secondary" isDisabled={!into} onPress={() => into && onMerge(into)}>
              統合する
            </Button>
          </div>
        )}
        <div className="flex flex-col items-start gap-2">
          <Notice tone="info">
            廃止すると、公開した後はフォームに出なくなります。これまでの回答は残り、配信グループでも数え続けます。
          </Notice>
          <Button tone="secondary" onPress={onRetire}>
            廃止する
          </Button>
        </div>
      </div>
    </details>
  );
}
