"use client";

import { useController } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { Chip, chipsLook } from "./chip.tsx";
import { Example } from "./example.tsx";
import { type FormValues, nameOf } from "./form-values.ts";
import { oftenWords } from "./often-words.ts";
import { QuestionFrame } from "./question-frame.tsx";
import { toggled } from "./toggled.ts";

export function MultipleField({ question, often }: { question: Question; often?: Record<string, number> }) {
  const { field, fieldState } = useController<FormValues>({ name: nameOf(question.key) });
  const chosen = field.value as string[];
  const keys = (question.choices ?? []).map((choice) => choice.key);
  return (
    <QuestionFrame question={question} error={fieldState.error?.message}>
      <div className={chipsLook}>
        {question.choices?.map((choice) => (
          <div key={choice.key} className="flex min-w-0 flex-col gap-1">
            <Chip
              type="checkbox"
              label={choice.label}
              help={[choice.help, oftenWords(often?.[choice.key])].filter(Boolean).join(" ")}
              checked={chosen.includes(choice.key)}
              onChange={() => field.onChange(toggled(keys, chosen, choice.key))}
            />
            {choice.example && <Example of={choice.label} text={choice.example} />}
          </div>
        ))}
      </div>
    </QuestionFrame>
  );
}
