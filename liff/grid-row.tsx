"use client";

import { useController } from "react-hook-form";
import type { Choice } from "#lib/preferences/schema.ts";
import { Chip, chipsLook } from "./chip.tsx";
import { Example } from "./example.tsx";
import { type FormValues, rowNameOf } from "./form-values.ts";
import { oftenWords } from "./often-words.ts";
import { Problem } from "./question-frame.tsx";
import { allLabel, toggled } from "./toggled.ts";

type Props = { question: string; row: Choice; columns: readonly Choice[]; often?: number };

export function GridRow({ question, row, columns, often }: Props) {
  const name = rowNameOf(question, row.key);
  const { field, fieldState } = useController<FormValues>({ name });
  const chosen = (field.value ?? []) as unknown as string[];
  const keys = columns.map((column) => column.key);
  const hasAll = chosen.length === keys.length;
  return (
    <fieldset
      data-place={name}
      aria-describedby={row.help || often !== undefined ? `${name}-help` : undefined}
      className="min-w-0 rounded-12 border border-solid-gray-300 px-4 pt-3 pb-4"
    >
      <legend className="float-left w-full font-700">{row.label}</legend>
      <div className="clear-both flex flex-col gap-3 pt-1">
        {(row.help || often !== undefined) && (
          <p id={`${name}-help`} className="text-[1rem] text-solid-gray-700">
            {row.help} {often !== undefined && <span className="block">{oftenWords(often)}</span>}
          </p>
        )}
        {row.example && <Example of={row.label} text={row.example} />}
        <Problem id={name} error={fieldState.error?.message} />
        <div className={chipsLook}>
          {columns.length > 1 && (
            <Chip
              type="checkbox"
              wide
              label={allLabel(columns)}
              checked={hasAll}
              ref={(input) => {
                if (input) input.indeterminate = chosen.length > 0 && !hasAll;
              }}
              onChange={() => field.onChange(hasAll ? [] : keys)}
            />
          )}
          {columns.map((column) => (
            <Chip
              key={column.key}
              type="checkbox"
              label={column.label}
              checked={chosen.includes(column.key)}
              onChange={() => field.onChange(toggled(keys, chosen, column.key))}
            />
          ))}
        </div>
      </div>
    </fieldset>
  );
}
