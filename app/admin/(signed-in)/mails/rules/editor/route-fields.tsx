"use client";

import { Button } from "#components/button.tsx";
import { Checkbox, CheckboxGroup } from "#components/checkbox.tsx";
import { Icon } from "#components/icon.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { RemoveButton } from "#components/rule-builder/remove-button.tsx";
import { type Option, Select } from "#components/select.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Choice, Question } from "#lib/preferences/schema.ts";
import type { DraftAudience } from "./draft.ts";
import { nextId } from "./when-draft.ts";

type Props = {
  audience: DraftAudience;
  questions: Question[];
  onChange: (audience: DraftAudience) => void;
};

/** Which row and which columns of a table question the mail speaks of. */
export function RouteFields({ audience, questions, onChange }: Props) {
  const grids = questions.filter(
    ({ kind, retired, key }) => kind === "grid" && (!retired || key === audience.question),
  );
  const question = grids.find(({ key }) => key === audience.question);
  const rows = offered(question?.rows, [audience.row, audience.rowUnknown, ...audience.values.map(({ row }) => row)]);
  const set = (change: Partial<DraftAudience>) => onChange({ ...audience, ...change });
  return (
    <div className="flex flex-col gap-4 rounded-8 border border-solid-gray-300 p-4">
      <Select
        label="登録項目（表）"
        options={grids.map(({ key, label, retired }) => ({ value: key, label: retired ? `${label}（廃止）` : label }))}
        value={audience.question || null}
        onChange={(key) => set({ question: key })}
      />
      {question && (
        <>
          <RadioGroup
            label="情報の種類"
            options={[
              { value: "fixed", label: "いつも同じ種類にする" },
              { value: "label", label: "メールの見出しから決める", help: "「種別：不審者」のような記載を使います。" },
            ]}
            value={audience.rowBy}
            onChange={(rowBy) => set({ rowBy: rowBy as DraftAudience["rowBy"] })}
          />
          {audience.rowBy === "fixed" ? (
            <Select label="種類" options={rows} value={audience.row || null} onChange={(row) => set({ row })} />
          ) : (
            <RowValues audience={audience} rows={rows} set={set} />
          )}
          <Checkbox isSelected={audience.byColumns} onChange={(byColumns) => set({ byColumns })}>
            メールに書かれた地域だけに届ける
          </Checkbox>
          {audience.byColumns && <ColumnFields audience={audience} set={set} />}
        </>
      )}
    </div>
  );
}

type Set = (change: Partial<DraftAudience>) => void;

function RowValues({ audience, rows, set }: { audience: DraftAudience; rows: Option[]; set: Set }) {
  const { values } = audience;
  const change = (id: string, to: object) =>
    set({ values: values.map((each) => (each.id === id ? { ...each, ...to } : each)) });
  return (
    <>
      <TextField
        label="種類の見出し"
        placeholder="例：種別"
        value={audience.rowLabel}
        onChange={(rowLabel) => set({ rowLabel })}
      />
      <ul className="flex flex-col gap-3">
        {values.map(({ id, name, row }, index) => (
          <li key={id} className="flex flex-wrap items-end gap-3">
            <div className="min-w-32 flex-1">
              <TextField
                label={`メールの言葉${index + 1}`}
                value={name}
                onChange={(typed) => change(id, { name: typed })}
              />
            </div>
            <div className="min-w-40 flex-1">
              <Select
                label={`届ける種類${index + 1}`}
                options={rows}
                value={row || null}
                onChange={(chosen) => change(id, { row: chosen })}
              />
            </div>
            <RemoveButton
              label={`メールの言葉${index + 1}を外す`}
              onPress={() => set({ values: values.filter((each) => each.id !== id) })}
            />
          </li>
        ))}
      </ul>
      <Button
        tone="secondary"
        size="small"
        onPress={() => set({ values: [...values, { id: nextId(), name: "", row: "" }] })}
      >
        <Icon name="plus" className="size-4" />
        言葉を追加する
      </Button>
      <Select
        label="見出しがない、または知らない言葉のとき"
        options={[{ value: "hold", label: "保留して職員が判断する" }, ...rows]}
        value={audience.rowUnknown}
        onChange={(rowUnknown) => set({ rowUnknown })}
      />
    </>
  );
}

const holdOrAll = [
  { value: "hold", label: "保留して職員が判断する" },
  { value: "all", label: "市内全域に届ける" },
];

function ColumnFields({ audience, set }: { audience: DraftAudience; set: Set }) {
  return (
    <>
      <TextArea
        label="地域の見出し"
        help="1行に1つ。上から順に探し、最初に見つかった見出しの値を使います。"
        rows={3}
        placeholder={"例：エリア\n発生場所"}
        value={audience.labels}
        onChange={(labels) => set({ labels })}
      />
      <CheckboxGroup
        label="見出しを探すところ"
        options={[
          { value: "body", label: "本文" },
          { value: "subject", label: "件名" },
        ]}
        value={audience.places}
        onChange={(places) => set({ places })}
        inline
      />
      <RadioGroup
        label="見出しがないとき"
        options={holdOrAll}
        value={audience.whenMissing}
        onChange={(whenMissing) => set({ whenMissing: whenMissing as "hold" | "all" })}
        inline
      />
      <RadioGroup
        label="知らない地域が書かれているとき"
        options={holdOrAll}
        value={audience.whenUnknown}
        onChange={(whenUnknown) => set({ whenUnknown: whenUnknown as "hold" | "all" })}
        inline
      />
    </>
  );
}

/** What can be chosen now, and what was chosen while it still could be. */
function offered(rows: Choice[] | undefined, chosen: string[]): Option[] {
  return (rows ?? [])
    .filter(({ key, retired }) => !retired || chosen.includes(key))
    .map(({ key, label, retired }) => ({ value: key, label: retired ? `${label}（廃止）` : label }));
}
