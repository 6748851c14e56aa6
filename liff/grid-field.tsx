"use client";

import { useFormContext } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf } from "./form-values.ts";
import { GridRow } from "./grid-row.tsx";
import { QuestionFrame } from "./question-frame.tsx";
import { StopAll } from "./stop-all.tsx";

/** Topic by topic, each with the places it is wanted for. */
export function GridField({ question, often }: { question: Question; often?: Record<string, number> }) {
  const { getFieldState, formState } = useFormContext<FormValues>();
  const error = getFieldState(nameOf(question.key), formState).error?.message;
  const { rows = [], columns = [] } = question;
  return (
    <QuestionFrame question={question} error={error}>
      {rows.map((row) => (
        <GridRow key={row.key} question={question.key} row={row} columns={columns} often={often?.[row.key]} />
      ))}
      <StopAll question={question} />
    </QuestionFrame>
  );
}
