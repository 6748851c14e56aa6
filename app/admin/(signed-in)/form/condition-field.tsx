"use client";

import { CheckboxGroup } from "#components/checkbox.tsx";
import { Notice } from "#components/notice.tsx";
import { Select } from "#components/select.tsx";
import type { DraftChoice, DraftQuestion } from "#lib/form/schema.ts";
import { active } from "./edit.ts";
import { nameOf } from "./question-words.ts";

type Props = {
  question: DraftQuestion;
  questions: DraftQuestion[];
  onChange: (question: DraftQuestion) => void;
  error?: string;
};

const always = "(always)";

/** 「子育てを選んだ人にだけ、生まれた年をたずねる」 */
export function ConditionField({ question, questions, onChange, error }: Props) {
  const { showIf } = question;
  const asked = active(questions);
  const place = asked.findIndex(({ key }) => key === question.key);
  const before = asked.slice(0, place).filter((other) => partsOf(other).length > 0);
  const chosen = asked.find(({ key }) => key === showIf?.question);
  const isLater = chosen && !before.includes(chosen);
  const offered = isLater ? [...before, chosen] : before;

  function choose(key: string) {
    onChange({ ...question, showIf: key === always ? undefined : { question: key, anyOf: [] } });
  }

  return (
    <div className="flex flex-col gap-3">
      <Select
        label="たずねる条件"
        help="これより前にある、選んで答える質問から選べます。"
        options={[
          { value: always, label: "いつもたずねる" },
          ...offered.map((other) => ({ value: other.key, label: `「${nameOf(other)}」の答えによる` })),
        ]}
        value={showIf?.question ?? always}
        onChange={choose}
        error={error}
      />
      {isLater && (
        <Notice tone="warning" title="条件の質問が後にあります">
          住民は後の質問に答えてから戻ることになります。順番を入れ替えてください。
        </Notice>
      )}
      {showIf && chosen && (
        <CheckboxGroup
          label="次のどれかを選んだ人にたずねる"
          inline
          options={partsOf(chosen).map(({ key, label }) => ({ value: key, label }))}
          value={showIf.anyOf}
          onChange={(anyOf) => onChange({ ...question, showIf: { question: chosen.key, anyOf } })}
        />
      )}
    </div>
  );
}

/** What an answer can be recognised by: of a table its rows. */
function partsOf(question: DraftQuestion): DraftChoice[] {
  if (question.kind === "grid") return active(question.rows);
  return question.kind === "single" || question.kind === "multiple" ? active(question.choices) : [];
}
