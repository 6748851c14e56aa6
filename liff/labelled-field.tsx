"use client";

import type { ReactNode } from "react";
import { useFormContext } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf } from "./form-values.ts";
import { describedBy, Help, Needed, Problem } from "./question-frame.tsx";

type InputProps = {
  id: string;
  className: string;
  required?: boolean;
  "aria-invalid": boolean;
  "aria-describedby"?: string;
};
type Props = { question: Question; children: (props: InputProps) => ReactNode };

/** A question of one input. */
export function LabelledField({ question, children }: Props) {
  const { getFieldState, formState } = useFormContext<FormValues>();
  const id = nameOf(question.key);
  const error = getFieldState(id, formState).error?.message;
  return (
    <div data-place={id} className="flex flex-col gap-2">
      <label htmlFor={id} className="text-[1.25rem] leading-150 font-700">
        {question.label}
        <Needed isRequired={question.required} />
      </label>
      <Help question={question} />
      <Problem id={id} error={error} />
      {children({
        id,
        className:
          "min-h-12 w-full rounded-8 border-2 border-solid-gray-420 bg-white px-3 py-2 aria-invalid:border-error-1",
        required: question.required,
        "aria-invalid": Boolean(error),
        "aria-describedby": describedBy(question, error),
      })}
    </div>
  );
}
