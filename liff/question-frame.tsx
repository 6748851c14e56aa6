"use client";

import type { ReactNode } from "react";
import type { Question } from "#lib/preferences/schema.ts";
import { nameOf } from "./form-values.ts";

type Props = { question: Question; error?: string; children: ReactNode };

/** A question of several inputs, read out with its name, its help and what is wrong. */
export function QuestionFrame({ question, error, children }: Props) {
  const id = nameOf(question.key);
  return (
    <fieldset data-place={id} aria-describedby={describedBy(question, error)} className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-[1.25rem] leading-150 font-700">
        {question.label}
        <Needed isRequired={question.required} />
      </legend>
      <Help question={question} />
      <Problem id={id} error={error} />
      {children}
    </fieldset>
  );
}

export function Needed({ isRequired }: { isRequired?: boolean }) {
  return isRequired ? <span className="pl-2 text-[1rem] font-400 text-error-2">※必須</span> : null;
}

export function Help({ question }: { question: Question }) {
  if (!question.help) return null;
  return (
    <p id={`${nameOf(question.key)}-help`} className="text-[1rem] text-solid-gray-700">
      {question.help}
    </p>
  );
}

export function Problem({ id, error }: { id: string; error?: string }) {
  if (!error) return null;
  return (
    <p id={`${id}-problem`} className="rounded-4 bg-red-50 px-3 py-2 text-[1rem] font-700 text-error-2">
      {error}
    </p>
  );
}

export function describedBy({ key, help }: Pick<Question, "key" | "help">, error?: string): string | undefined {
  const parts = [help && `${nameOf(key)}-help`, error && `${nameOf(key)}-problem`].filter(Boolean);
  return parts.length > 0 ? parts.join(" ") : undefined;
}
