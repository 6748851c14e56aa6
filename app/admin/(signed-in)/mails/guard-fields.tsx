"use client";

import { Checkbox } from "#components/checkbox.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Guards } from "#lib/mail/schema.ts";
import { type DraftGuards, draftOfGuards, type GuardName } from "./rules/editor/draft.ts";

type Shape = { label: string; help: string; first: string; second?: string; isList?: boolean };

const shapes: Record<GuardName, Shape> = {
  maxAgeHours: { label: "古いメール", help: "メールの日時から、この時間が過ぎていると保留します。", first: "時間" },
  futureMinutes: { label: "未来の日時", help: "メールの日時が、この分数より先だと保留します。", first: "分" },
  burst: {
    label: "短時間の大量受信",
    help: "決めた時間のうちに、この通数を超えた分を保留します。",
    first: "通数",
    second: "分",
  },
  sameContentMinutes: {
    label: "同じ内容",
    help: "同じ文面を同じ対象に、この分数以内に配信していると保留します。0は確認しません。",
    first: "分",
  },
  clash: {
    label: "矛盾する内容",
    help: "1行に、同時には起こらない言葉を「、」で区切って書きます。決めた時間のうちに重なると保留します。",
    first: "言葉の組",
    second: "分",
    isList: true,
  },
  drillWords: {
    label: "訓練の語句",
    help: "訓練モードでないときに含まれていると保留します。1行に1つ。",
    first: "語句",
    isList: true,
  },
  testWords: { label: "テストの語句", help: "含まれていると保留します。1行に1つ。", first: "語句", isList: true },
};

type Props = {
  guards: DraftGuards;
  /** What holds where nothing else is said here. */
  inherited: Guards;
  onChange: (guards: DraftGuards) => void;
};

/** The limits, each as it is inherited or with a value of its own. */
export function GuardFields({ guards, inherited, onChange }: Props) {
  const given = draftOfGuards(inherited);
  return (
    <div className="flex flex-col gap-3">
      {(Object.entries(shapes) as [GuardName, Shape][]).map(([name, shape]) => {
        const own = guards[name];
        const { [name]: _, ...others } = guards;
        return (
          <div key={name} className="flex flex-col gap-2 rounded-8 border border-solid-gray-300 px-4 py-2">
            <Checkbox
              isSelected={own !== undefined}
              onChange={(isOwn) => onChange(isOwn ? { ...guards, [name]: given[name]! } : others)}
              help={shape.help}
            >
              <strong>{shape.label}</strong>：{own ? "個別に決める" : limitWords(shape, given[name]!)}
            </Checkbox>
            {own && (
              <div className="flex flex-wrap gap-3 pb-2 pl-7">
                <Limit
                  label={`${shape.label}：${shape.first}`}
                  isList={shape.isList}
                  value={own.first}
                  onChange={(first) => onChange({ ...guards, [name]: { ...own, first } })}
                />
                {shape.second && (
                  <Limit
                    label={`${shape.label}：${shape.second}`}
                    value={own.second}
                    onChange={(second) => onChange({ ...guards, [name]: { ...own, second } })}
                  />
                )}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

type LimitProps = { label: string; value: string; onChange: (value: string) => void; isList?: boolean };

function Limit({ isList, ...field }: LimitProps) {
  if (isList)
    return (
      <div className="min-w-60 flex-1">
        <TextArea {...field} rows={3} />
      </div>
    );
  return <TextField {...field} width="short" inputMode="numeric" />;
}

function limitWords({ second, first, isList }: Shape, typed: { first: string; second: string }): string {
  const lines = typed.first.split("\n").filter((line) => line !== "");
  const list = `${lines.slice(0, 3).join(" ／ ")}${lines.length > 3 ? ` など${lines.length}件` : ""}`;
  if (isList) return second ? `${list || "なし"}（${typed.second}分以内）` : list || "なし";
  if (second) return `${typed.second}分に${typed.first}通まで`;
  return typed.first === "0" ? "確認しない" : `${typed.first}${first}`;
}
