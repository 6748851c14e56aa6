"use client";

import { useState } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { type SortableItem, SortableList } from "#components/sortable-list.tsx";
import { TextArea } from "#components/text-area.tsx";
import { type DraftChoice, type DraftQuestion, type PartName, partWords } from "#lib/form/schema.ts";
import { ChoiceDialog } from "./choice-dialog.tsx";
import { active, backAgain, changeQuestion, moved, retired, withChoices } from "./edit.ts";
import { RetiredParts } from "./retired-parts.tsx";

type Props = {
  part: PartName;
  question: DraftQuestion;
  questions: DraftQuestion[];
  published: ReadonlySet<string>;
  onChange: (questions: DraftQuestion[]) => void;
  error?: string;
};

/** Choices, rows or columns: in order, added many at once, each opens to be renamed, merged or retired. */
export function ChoiceList({ part, question, questions, published, onChange, error }: Props) {
  const [written, setWritten] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const parts = question[part] ?? [];
  const word = partWords[part];
  const replace = (changed: DraftQuestion) => onChange(changeQuestion(questions, changed));

  function add() {
    replace(withChoices(questions, question, part, written));
    setWritten("");
  }

  return (
    <section aria-label={word} className="flex flex-col gap-3">
      <h3 className="text-std-18B-160">
        {word}（{active(parts).length}件）
      </h3>
      {active(parts).length > 0 && (
        <SortableList
          label={word}
          items={active(parts).map(lineOf)}
          onMove={(move) => replace({ ...question, [part]: moved(parts, move) })}
          onOpen={setOpen}
        />
      )}
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <TextArea
            label={`追加する${word}（1行に1つ）`}
            rows={2}
            value={written}
            onChange={setWritten}
            error={error}
          />
        </div>
        <Button tone="secondary" isDisabled={!written.trim()} onPress={add}>
          {word}を追加する
        </Button>
      </div>
      <RetiredParts
        title={`廃止・統合した${word}`}
        parts={retired(parts)}
        all={parts}
        onBack={(key) => replace({ ...question, [part]: backAgain(parts, key) })}
      />
      <ChoiceDialog
        {...{ part, question, questions, onChange }}
        open={open}
        onClose={() => setOpen(null)}
        isPublished={published.has(`${question.key}/${part}/${open}`)}
      />
    </section>
  );
}

const lines = new WeakMap<DraftChoice, SortableItem>();

/** The same choice gives the same line, so that of 2,000 only the changed one is made anew. */
function lineOf(choice: DraftChoice): SortableItem {
  const { key, label, aliases } = choice;
  const line = lines.get(choice) ?? {
    id: key,
    label: label.trim() || "（名前なし）",
    note: aliases?.some(Boolean) && <Badge tone="quiet">別名あり</Badge>,
  };
  lines.set(choice, line);
  return line;
}
