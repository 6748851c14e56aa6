"use client";

import { useFormContext } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf } from "./form-values.ts";
import { LabelledField } from "./labelled-field.tsx";

/** One of so many that the phone's own wheel is easier than a page of buttons. */
export function SelectField({ question }: { question: Question }) {
  const { register } = useFormContext<FormValues>();
  return (
    <LabelledField question={question}>
      {(props) => (
        <select {...props} {...register(nameOf(question.key))}>
          <option value="">{question.required ? "選んでください" : "答えない"}</option>
          {question.choices?.map((choice) => (
            <option key={choice.key} value={choice.key}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  );
}
