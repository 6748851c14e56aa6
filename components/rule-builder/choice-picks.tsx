"use client";

import type { Choice, Question } from "#lib/preferences/schema.ts";
import { Button } from "../button.tsx";
import { CheckboxGroup } from "../checkbox.tsx";
import { type Option, Select } from "../select.tsx";
import type { Condition } from "./draft.ts";
import type { Hands } from "./rule-builder.tsx";

type Props = { condition: Condition; question: Question; hands: Hands };

/** Which answers count. Of a table one line is chosen first: 防犯情報, and then the wards. */
export function ChoicePicks({ condition, question, hands }: Props) {
  const isGrid = question.kind === "grid";
  const shown = offered(isGrid ? question.columns : question.choices, condition.anyOf);
  const pick = (anyOf: string[]) => hands.change({ ...condition, anyOf });
  const current = shown.filter(({ retired }) => !retired).map(({ key }) => key);
  const isAll = current.every((key) => condition.anyOf.includes(key));
  return (
    <>
      {isGrid && <RowSelect condition={condition} question={question} hands={hands} />}
      <div className="flex flex-col items-start gap-2">
        <CheckboxGroup
          label={isGrid ? "選んだ人" : question.label}
          help="複数選ぶと、どれか1つでも選んだ人が対象になります。"
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
            {isAll ? "選択をすべて外す" : "すべて選ぶ"}
          </Button>
        )}
      </div>
    </>
  );
}

const anyRow = "(any)";

function RowSelect({ condition, question, hands }: Props) {
  const rows: Option[] = offered(question.rows, [condition.row]).map(({ key, label }) => ({ value: key, label }));
  return (
    <div className="max-w-lg">
      <Select
        label={question.label}
        options={[{ value: anyRow, label: "どれか1つでも" }, ...rows]}
        value={condition.row || anyRow}
        onChange={(row) => hands.change({ ...condition, row: row === anyRow ? "" : row })}
      />
    </div>
  );
}

/** What can be chosen now, and what was chosen while it still could be. */
function offered(parts: Choice[] | undefined, chosen: string[]): Choice[] {
  return (parts ?? []).filter(({ key, retired }) => !retired || chosen.includes(key));
}
