"use client";

import { useFormContext } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf } from "./form-values.ts";
import { LabelledField } from "./labelled-field.tsx";

/** A number is a text input with the digits' keyboard: `type=number` drops what it does not understand. */
export function WrittenField({ question }: { question: Question }) {
  const { register } = useFormContext<FormValues>();
  const field = register(nameOf(question.key));
  return (
    <LabelledField question={question}>
      {(props) =>
        question.kind === "number" ? (
          <input {...props} {...field} type="text" inputMode="numeric" autoComplete="off" maxLength={20} />
        ) : (
          <textarea {...props} {...field} rows={3} maxLength={1000} />
        )
      }
    </LabelledField>
  );
}
