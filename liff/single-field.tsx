"use client";

import { useFormContext } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { Chip, chipsLook } from "./chip.tsx";
import { type FormValues, nameOf } from "./form-values.ts";
import { QuestionFrame } from "./question-frame.tsx";
import { SelectField } from "./select-field.tsx";

const manyChoices = 12;

export function SingleField({ question }: { question: Question }) {
  const { register, getFieldState, formState } = useFormContext<FormValues>();
  const name = nameOf(question.key);
  const error = getFieldState(name, formState).error?.message;
  const choices = question.choices ?? [];
  if (choices.length > manyChoices) return <SelectField question={question} />;
  return (
    <QuestionFrame question={question} error={error}>
      <div className={chipsLook}>
        {choices.map((choice) => (
          <Chip
            key={choice.key}
            type="radio"
            label={choice.label}
            help={choice.help}
            value={choice.key}
            {...register(name)}
          />
        ))}
        {!question.required && <Chip type="radio" label="答えない" value="" {...register(name)} />}
      </div>
    </QuestionFrame>
  );
}
