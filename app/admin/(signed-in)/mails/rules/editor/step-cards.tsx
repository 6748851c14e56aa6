"use client";

import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { RemoveButton } from "#components/rule-builder/remove-button.tsx";
import { Select } from "#components/select.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Step } from "#lib/mail/schema.ts";
import { moved } from "../row-order.ts";
import type { DraftStep } from "./draft.ts";
import { nextId } from "./when-draft.ts";

const places = [
  { value: "body", label: "本文" },
  { value: "subject", label: "件名" },
  { value: "message", label: "全体（件名と本文）" },
];
const doings: readonly { value: Step["do"]; label: string }[] = [
  { value: "cutFrom", label: "語句から後ろを削除する" },
  { value: "cutBetween", label: "語句から語句までを削除する" },
  { value: "remove", label: "語句を削除する" },
  { value: "replace", label: "語句を置き換える" },
  { value: "addBefore", label: "前に付け加える" },
  { value: "addAfter", label: "後ろに付け加える" },
  { value: "collapseBlankLines", label: "続く空行を1行にする" },
];

type Props = { steps: DraftStep[]; onChange: (steps: DraftStep[]) => void };

/** The changes to the text, in the order in which they happen. */
export function StepCards({ steps, onChange }: Props) {
  const change = (step: DraftStep) => onChange(steps.map((each) => (each.id === step.id ? step : each)));
  const move = (id: string, target: DraftStep, where: "before" | "after") => {
    const order = moved(
      steps.map((each) => each.id),
      id,
      target.id,
      where,
    );
    onChange(order.map((each) => steps.find((step) => step.id === each)!));
  };
  return (
    <div className="flex flex-col gap-3">
      {steps.length === 0 && <p className="text-std-16N-170 text-solid-gray-700">メールの文面をそのまま使います。</p>}
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <li key={step.id}>
            <Card
              step={step}
              label={`加工${index + 1}`}
              onChange={change}
              onRemove={() => onChange(steps.filter((each) => each !== step))}
              onUp={index > 0 ? () => move(step.id, steps[index - 1]!, "before") : undefined}
              onDown={index < steps.length - 1 ? () => move(step.id, steps[index + 1]!, "after") : undefined}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button
          tone="secondary"
          size="small"
          onPress={() => onChange([...steps, { id: nextId(), on: "body", do: "cutFrom", text: "", second: "" }])}
        >
          <Icon name="plus" className="size-4" />
          加工を追加する
        </Button>
      </div>
    </div>
  );
}

type CardProps = {
  step: DraftStep;
  label: string;
  onChange: (step: DraftStep) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
};

function Card({ step, label, onChange, onRemove, onUp, onDown }: CardProps) {
  const isAdding = step.do === "addBefore" || step.do === "addAfter";
  const Field = isAdding ? TextArea : TextField;
  return (
    <section aria-label={label} className="flex flex-col gap-3 rounded-8 border border-solid-gray-420 bg-white p-3">
      <div className="flex items-center gap-1">
        <p className="flex-1 text-std-16B-170">{label}</p>
        <Button tone="quiet" size="small" aria-label={`${label}を上へ`} isDisabled={!onUp} onPress={onUp}>
          <Icon name="up" className="size-4" />
        </Button>
        <Button tone="quiet" size="small" aria-label={`${label}を下へ`} isDisabled={!onDown} onPress={onDown}>
          <Icon name="down" className="size-4" />
        </Button>
        <RemoveButton label={`${label}を外す`} onPress={onRemove} />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <Select
          label={`${label}：場所`}
          options={places}
          value={step.on}
          onChange={(on) => onChange({ ...step, on: on as Step["on"] })}
        />
        <Select
          label={`${label}：すること`}
          options={doings}
          value={step.do}
          onChange={(what) => onChange({ ...step, do: what as Step["do"] })}
        />
      </div>
      {step.do !== "collapseBlankLines" && (
        <Field
          label={isAdding ? `${label}：付け加える文` : `${label}：語句`}
          value={step.text}
          onChange={(text: string) => onChange({ ...step, text })}
          {...(isAdding && { rows: 2 })}
        />
      )}
      {(step.do === "cutBetween" || step.do === "replace") && (
        <TextField
          label={step.do === "cutBetween" ? `${label}：終わりの語句` : `${label}：置き換えた後の文`}
          value={step.second}
          onChange={(second) => onChange({ ...step, second })}
        />
      )}
    </section>
  );
}
