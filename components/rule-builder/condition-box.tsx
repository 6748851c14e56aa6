"use client";

import type { Question } from "#lib/preferences/schema.ts";
import { Checkbox } from "../checkbox.tsx";
import { type Option, Select } from "../select.tsx";
import { ChoicePicks, RowSelect } from "./choice-picks.tsx";
import { type Condition, registration } from "./draft.ts";
import { askedAbout } from "./draft-changes.ts";
import { Missing } from "./missing.tsx";
import { NumberRange } from "./number-range.tsx";
import { RemoveButton } from "./remove-button.tsx";
import type { Hands } from "./rule-builder.tsx";

type Props = { condition: Condition; label: string; hands: Hands };

export function ConditionBox({ condition, label, hands }: Props) {
  const question = hands.questions.find(({ key }) => key === condition.about);
  return (
    <section
      id={condition.id}
      aria-label={label}
      className="relative flex flex-col gap-4 rounded-8 border border-solid-gray-420 bg-white p-3 md:p-4"
    >
      <div className="grid grid-cols-1 gap-4 md:w-11/12 md:grid-cols-2">
        <div data-first className="min-w-0">
          <Select
            label={`${label}：登録項目`}
            options={subjects(hands.questions, condition.about)}
            value={condition.about || null}
            onChange={(about) => hands.change(askedAbout(condition, about))}
          />
        </div>
        {question?.kind === "grid" && <RowSelect condition={condition} question={question} hands={hands} />}
      </div>
      <div className="absolute top-2 right-1 md:right-2">
        <RemoveButton label={`${label}を外す`} onPress={() => hands.remove(condition.id)} />
      </div>
      {question && <Asked condition={condition} question={question} hands={hands} />}
      {condition.about && (
        <Checkbox
          isSelected={condition.isNot}
          onChange={(isNot) => hands.change({ ...condition, isNot })}
          help="まだ答えていない人も含まれます。"
        >
          この条件に当てはまらない人にする
        </Checkbox>
      )}
      <Missing>{hands.missing[condition.id]}</Missing>
    </section>
  );
}

function Asked({ condition, question, hands }: Omit<Props, "label"> & { question: Question }) {
  if (question.kind === "number") return <NumberRange condition={condition} question={question} hands={hands} />;
  return <ChoicePicks condition={condition} question={question} hands={hands} />;
}

/** What residents are asked now; what is no longer asked only where the rule already speaks of it. */
function subjects(questions: readonly Question[], chosen: string): Option[] {
  const asked = questions
    .filter(({ kind, retired, key }) => kind !== "text" && (!retired || key === chosen))
    .map(({ key, label, retired }) => ({ value: key, label: retired ? `${label}（廃止）` : label }));
  return [...asked, { value: registration, label: "受信設定を登録した人" }];
}
