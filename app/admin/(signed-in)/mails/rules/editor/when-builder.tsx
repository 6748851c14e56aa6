"use client";

import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { RemoveButton } from "#components/rule-builder/remove-button.tsx";
import { Select } from "#components/select.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { MailField } from "#lib/mail/schema.ts";
import { fieldWords } from "../rule-words.ts";
import {
  changePart,
  type How,
  isGroup,
  type Mode,
  newCondition,
  nextId,
  removePart,
  type WhenCondition,
  type WhenGroup,
} from "./when-draft.ts";

const modes: readonly { value: Mode; label: string }[] = [
  { value: "all", label: "すべてに当てはまる" },
  { value: "any", label: "どれか1つに当てはまる" },
  { value: "none", label: "どれにも当てはまらない" },
  { value: "notAll", label: "すべてがそろってはいない" },
];
/** `!` in front: the opposite. */
const hows: readonly { value: How | `!${How}`; label: string }[] = [
  { value: "contains", label: "次の語句を含む" },
  { value: "!contains", label: "次の語句を含まない" },
  { value: "containsAny", label: "次の語句のどれかを含む" },
  { value: "!containsAny", label: "次の語句のどれも含まない" },
  { value: "equals", label: "次と同じ" },
  { value: "!equals", label: "次と同じではない" },
  { value: "matches", label: "正規表現（RE2）に合う" },
  { value: "!matches", label: "正規表現（RE2）に合わない" },
];
const fields = Object.entries(fieldWords).map(([value, label]) => ({ value, label }));
const deepest = 3;

type Props = { when: WhenGroup; onChange: (when: WhenGroup) => void };

/** Which mails: conditions that all, any or none must hold, with groups inside. */
export function WhenBuilder({ when, onChange }: Props) {
  return (
    <>
      <p className="text-std-16N-170 text-solid-gray-700">全角と半角、大文字と小文字、空白の違いは区別しません。</p>
      <GroupFields
        group={when}
        label=""
        depth={1}
        onChange={(part) => onChange(changePart(when, part))}
        onRemove={(id) => onChange(removePart(when, id))}
      />
    </>
  );
}

type PartProps<Part> = {
  group: Part;
  label: string;
  depth: number;
  onChange: (part: WhenCondition | WhenGroup) => void;
  onRemove: (id: string) => void;
};

function GroupFields({ group, label, depth, onChange, onRemove }: PartProps<WhenGroup>) {
  const add = (part: WhenCondition | WhenGroup) => onChange({ ...group, parts: [...group.parts, part] });
  return (
    <div className="flex flex-col gap-3">
      <div className="max-w-80">
        <Select
          label={label ? `まとまり${label}：組み合わせ` : "条件の組み合わせ"}
          options={modes}
          value={group.mode}
          onChange={(mode) => onChange({ ...group, mode: mode as Mode })}
        />
      </div>
      <ol className="flex flex-col gap-3">
        {group.parts.map((part, index) => {
          const name = label ? `${label}-${index + 1}` : `${index + 1}`;
          return (
            <li key={part.id}>
              {isGroup(part) ? (
                <section
                  aria-label={`まとまり${name}`}
                  className="flex flex-col gap-3 rounded-8 border border-l-8 border-solid-gray-420 border-l-blue-900 bg-solid-gray-50 p-3"
                >
                  <div className="flex items-center justify-between gap-3">
                    <p className="text-std-16B-170">まとまり{name}</p>
                    <RemoveButton label={`まとまり${name}を外す`} onPress={() => onRemove(part.id)} />
                  </div>
                  <GroupFields group={part} label={name} depth={depth + 1} onChange={onChange} onRemove={onRemove} />
                </section>
              ) : (
                <ConditionFields condition={part} label={`条件${name}`} onChange={onChange} onRemove={onRemove} />
              )}
            </li>
          );
        })}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button tone="secondary" size="small" onPress={() => add(newCondition())}>
          <Icon name="plus" className="size-4" />
          条件を追加する
        </Button>
        {depth < deepest && (
          <Button
            tone="quiet"
            size="small"
            onPress={() => add({ id: nextId(), mode: "any", parts: [newCondition(), newCondition()] })}
          >
            <Icon name="plus" className="size-4" />
            まとまりを追加する
          </Button>
        )}
      </div>
    </div>
  );
}

type ConditionProps = Omit<PartProps<WhenCondition>, "group" | "depth"> & { condition: WhenCondition };

function ConditionFields({ condition, label, onChange, onRemove }: ConditionProps) {
  const { field, how, text, isNot } = condition;
  return (
    <section
      aria-label={label}
      className="relative flex flex-col gap-3 rounded-8 border border-solid-gray-420 bg-white p-3"
    >
      <div className="absolute top-1 right-1">
        <RemoveButton label={`${label}を外す`} onPress={() => onRemove(condition.id)} />
      </div>
      <div className="grid gap-3 pt-5 md:grid-cols-2">
        <Select
          label={`${label}：調べるところ`}
          options={fields}
          value={field}
          onChange={(chosen) => onChange({ ...condition, field: chosen as MailField })}
        />
        <Select
          label={`${label}：調べ方`}
          options={hows}
          value={isNot ? `!${how}` : how}
          onChange={(chosen) =>
            onChange({ ...condition, how: chosen.replace("!", "") as How, isNot: chosen.startsWith("!") })
          }
        />
      </div>
      {how === "containsAny" ? (
        <TextArea
          label={`${label}：語句`}
          help="1行に1つ書きます。"
          rows={3}
          value={text}
          onChange={(typed) => onChange({ ...condition, text: typed })}
        />
      ) : (
        <TextField
          label={`${label}：語句`}
          help={helps[field]}
          value={text}
          onChange={(typed) => onChange({ ...condition, text: typed })}
          spellCheck="false"
        />
      )}
    </section>
  );
}

const proof = "メールサーバーの判定です。pass（合格）・fail（不合格）・none（なし）など。";
const helps: Partial<Record<MailField, string>> = { spf: proof, dkim: proof, dmarc: proof };
