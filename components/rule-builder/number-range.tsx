"use client";

import type { Question } from "#lib/preferences/schema.ts";
import { TextField } from "../text-field.tsx";
import type { Condition } from "./draft.ts";
import type { Hands } from "./rule-builder.tsx";

type Props = { condition: Condition; question: Question; hands: Hands };

/** One bound is enough. */
export function NumberRange({ condition, question, hands }: Props) {
  const bounds = [
    ["from", "以上"],
    ["to", "以下"],
  ] as const;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="text-std-16B-170">数の範囲</legend>
      <p className="text-dns-14N-130 text-solid-gray-700">
        片方だけでもかまいません。{question.min !== undefined && question.max !== undefined && limits(question)}
      </p>
      <div className="flex flex-wrap gap-4">
        {bounds.map(([bound, label]) => (
          <div key={bound} className="w-36">
            <TextField
              label={label}
              inputMode="numeric"
              value={condition[bound]}
              onChange={(written) => hands.change({ ...condition, [bound]: written })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function limits({ min, max }: Question): string {
  return `回答できる数は${min}〜${max}です。`;
}
