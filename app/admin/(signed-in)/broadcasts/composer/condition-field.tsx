"use client";

import { Button } from "#components/button.tsx";
import { CheckboxGroup } from "#components/checkbox.tsx";
import { Icon } from "#components/icon.tsx";
import { Select } from "#components/select.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Choice, Question } from "#lib/preferences/schema.ts";
import { type Condition, newCondition } from "./audience-value.ts";

type Props = {
  number: number;
  condition: Condition;
  questions: Question[];
  onChange: (condition: Condition) => void;
  onDrop?: () => void;
};

/** One question of the form and the answers that count. */
export function ConditionField({ number, condition, questions, onChange, onDrop }: Props) {
  const question = questions.find(({ key }) => key === condition.question);
  const ask = (key: string) => {
    const asked = questions.find((other) => other.key === key);
    if (asked) onChange({ ...newCondition(asked), id: condition.id });
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="sr-only">条件{number}</legend>
      <div className="flex items-end justify-between gap-3">
        <div className="w-full max-w-96">
          <Select
            label={`条件${number}：登録項目`}
            options={questions.map(({ key, label }) => ({ value: key, label }))}
            value={condition.question}
            onChange={ask}
          />
        </div>
        {onDrop && (
          <Button tone="quiet" size="small" onPress={onDrop} aria-label={`条件${number}を外す`}>
            <Icon name="close" className="size-4" />
            外す
          </Button>
        )}
      </div>
      {question && <Answers question={question} condition={condition} onChange={onChange} />}
    </fieldset>
  );
}

type AnswersProps = { question: Question; condition: Condition; onChange: (condition: Condition) => void };

function Answers({ question, condition, onChange }: AnswersProps) {
  if (question.kind === "number") return <Range question={question} condition={condition} onChange={onChange} />;
  if (question.kind !== "grid")
    return (
      <Choices
        label={`${question.label}（どれかに当てはまる人）`}
        choices={question.choices}
        chosen={condition.choices}
        onChange={(choices) => onChange({ ...condition, choices })}
      />
    );
  return (
    <>
      <div className="w-full max-w-96">
        <Select
          label="情報の種類"
          options={shown(question.rows).map(({ key, label }) => ({ value: key, label }))}
          value={condition.row ?? null}
          onChange={(row) => onChange({ ...condition, row })}
        />
      </div>
      <Choices
        label="地域（どれかに当てはまる人）"
        everywhere="市内全域"
        choices={question.columns}
        chosen={condition.choices}
        onChange={(choices) => onChange({ ...condition, choices })}
      />
    </>
  );
}

type ChoicesProps = {
  label: string;
  everywhere?: string;
  choices: Choice[] | undefined;
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

function Choices({ label, everywhere, choices, chosen, onChange }: ChoicesProps) {
  const all = shown(choices).map(({ key }) => key);
  const isAll = all.every((key) => chosen.includes(key));
  return (
    <div className="flex flex-col items-start gap-1">
      <CheckboxGroup
        label={label}
        inline
        options={shown(choices).map(({ key, label }) => ({ value: key, label }))}
        value={chosen}
        onChange={(values) => onChange(all.filter((key) => values.includes(key)))}
      />
      {everywhere && (
        <Button tone="quiet" size="small" onPress={() => onChange(isAll ? [] : all)}>
          {isAll ? "すべて外す" : `${everywhere}を選ぶ`}
        </Button>
      )}
    </div>
  );
}

function Range({ question, condition, onChange }: AnswersProps) {
  const bounds = [
    ["from", "下限"],
    ["to", "上限"],
  ] as const;
  return (
    <div className="flex flex-wrap gap-4">
      {bounds.map(([bound, label]) => (
        <TextField
          key={bound}
          label={`${question.label}の${label}`}
          type="number"
          width="short"
          value={condition[bound]?.toString() ?? ""}
          onChange={(text) => onChange({ ...condition, [bound]: text === "" ? undefined : Number(text) })}
        />
      ))}
    </div>
  );
}

function shown(choices: Choice[] = []): Choice[] {
  return choices.filter((choice) => !choice.retired);
}
