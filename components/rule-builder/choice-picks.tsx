"use client";

import type { Choice, Question } from "#lib/preferences/schema.ts";
import { Button } from "../button.tsx";
import { CheckboxGroup } from "../checkbox.tsx";
import { type Option, Select } from "../select.tsx";
import type { Condition } from "./draft.ts";
import type { Hands } from "./rule-builder.tsx";

type Props = { condition: Condition; question: Question; hands: Hands };

/** Which answers count: of a table the wards, its line is chosen before. */
export function ChoicePicks({ condition, question, hands }: Props) {
  const isGrid = question.kind === "grid";
  const shown = offered(isGrid ? question.columns : question.choices, condition.anyOf);
  const pick = (anyOf: string[]) => hands.change({ ...condition, anyOf });
  const current = shown.filter(({ retired }) => !retired).map(({ key }) => key);
  const isAll = current.every((key) => condition.anyOf.includes(key));
  return (
    <div className="flex flex-col items-start gap-1">
      <CheckboxGroup
        label={`${isGrid ? "地域" : question.label}（どれかに当てはまる人）`}
        options={shown.map(({ key, label, retired }) => ({
          value: key,
          label: retired ? `${label}（廃止）` : label,
        }))}
        value={condition.anyOf}
        onChange={pick}
        inline
      />
      {current.length > 2 && (
        <Button tone="quiet" size="small" onPress={() => pick(isAll ? [] : current)}>
          {isAll ? "すべて外す" : isGrid ? "市内全域を選ぶ" : "すべて選ぶ"}
        </Button>
      )}
    </div>
  );
}

const anyRow = "(any)";

/** Which line of the table: 防犯情報, or any. */
export function RowSelect({ condition, question, hands }: Props) {
  const rows: Option[] = offered(question.rows, [condition.row]).map(({ key, label }) => ({ value: key, label }));
  return (
    <Select
      label="情報の種類"
      options={[{ value: anyRow, label: "どれか1つでも" }, ...rows]}
      value={condition.row || anyRow}
      onChange={(row) => hands.change({ ...condition, row: row === anyRow ? "" : row })}
    />
  );
}

/** What can be chosen now, and what was chosen while it still could be. */
function offered(parts: Choice[] | undefined, chosen: string[]): Choice[] {
  return (parts ?? []).filter(({ key, retired }) => !retired || chosen.includes(key));
}
