"use client";

import { Badge } from "#components/badge.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { SortableList } from "#components/sortable-list.tsx";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { active, backAgain, moved, retired, withQuestion } from "./edit.ts";
import { NewQuestion } from "./new-question.tsx";
import { kindWords, nameOf } from "./question-words.ts";
import { RetiredParts } from "./retired-parts.tsx";

type Props = {
  questions: DraftQuestion[];
  onChange: (questions: DraftQuestion[]) => void;
  onOpen: (key: string) => void;
  /** Keys of questions in which something is missing. */
  unfinished: ReadonlySet<string>;
};

export function QuestionList({ questions, onChange, onOpen, unfinished }: Props) {
  const asked = active(questions);
  const items = asked.map((question, index) => ({
    id: question.key,
    label: `${index + 1}. ${nameOf(question)}`,
    note: (
      <>
        {unfinished.has(question.key) && <Badge tone="warning">入力不足</Badge>}
        {question.showIf && (
          <span className="max-md:hidden">
            <Badge tone="quiet">条件つき</Badge>
          </span>
        )}
        {question.required && (
          <span className="max-md:hidden">
            <Badge tone="quiet">必須</Badge>
          </span>
        )}
        <span className="max-md:hidden">
          <Badge>{kindWords[question.kind].label}</Badge>
        </span>
      </>
    ),
  }));

  function add(label: string, kind: DraftQuestion["kind"]) {
    const added = withQuestion(questions, label, kind);
    onChange(added.questions);
    onOpen(added.key);
  }

  return (
    <section aria-labelledby="questions" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="questions" className="text-std-20B-150">
          質問（{asked.length}件）
        </h2>
        <NewQuestion onAdd={add} />
      </div>
      {asked.length > 0 ? (
        <>
          <p className="text-dns-14N-130 text-solid-gray-700">
            質問を押すと編集できます。並べ替えは、左の印をつかんで動かします。キーボードでは、→で印に移り、Enter、↑↓、Enter
            の順に押します。
          </p>
          <SortableList
            label="質問"
            items={items}
            onMove={(move) => onChange(moved(questions, move))}
            onOpen={onOpen}
          />
        </>
      ) : (
        <EmptyState title="質問はまだありません">住民に最初にたずねることを追加してください。</EmptyState>
      )}
      <RetiredParts
        title="廃止した質問"
        parts={retired(questions)}
        all={questions}
        onBack={(key) => onChange(backAgain(questions, key))}
      />
    </section>
  );
}
