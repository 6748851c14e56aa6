"use client";

import { useController } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { Chip, chipsLook } from "./chip.tsx";
import { type FormValues, nameOf } from "./form-values.ts";
import { QuestionFrame } from "./question-frame.tsx";
import { toggled } from "./toggled.ts";

export function MultipleField({ question }: { question: Question }) {
  const { field, fieldState } = useController<FormValues>({ name: nameOf(question.key) });
  const chosen = field.value as string[];
  const keys = (question.choices ?? []).map((choice) => choice.key);
  return (
    <QuestionFrame question={question} error={fieldState.error?.message}>
      <div className={chipsLook}>
        {question.choices?.map((choice) => (
          <Chip
            key={choice.key}
            type="checkbox"
            label={choice.label}
            help={choice.help}
            checked={chosen.includes(choice.key)}
            onChange={() => field.onChange(toggled(keys, chosen, choice.key))}
          />
        ))}
      </div>
    </QuestionFrame>
  );
}
