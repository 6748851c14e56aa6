"use client";

import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import { RadioGroup } from "../radio-group.tsx";
import { ConditionBox } from "./condition-box.tsx";
import { type Condition, type Group, isGroup, type Mode } from "./draft.ts";
import { Missing } from "./missing.tsx";
import { RemoveButton } from "./remove-button.tsx";
import type { Hands } from "./rule-builder.tsx";

const modes: readonly { value: Mode; label: string }[] = [
  { value: "all", label: "すべてに当てはまる" },
  { value: "any", label: "いずれかに当てはまる" },
  { value: "none", label: "どれにも当てはまらない" },
];

type Props = {
  group: Group;
  hands: Hands;
  /** The number of a group inside; the outermost has none. */
  label?: string;
};

export function GroupBox({ group, hands, label }: Props) {
  return (
    <div className="flex flex-col gap-4">
      {(group.parts.length > 1 || group.mode === "none") && (
        <RadioGroup
          label={label ? `まとまり${label}の条件の組み合わせ` : "条件の組み合わせ"}
          options={modes}
          value={group.mode}
          onChange={(mode) => hands.change({ ...group, mode: mode as Mode })}
          inline
        />
      )}
      <ol className="flex flex-col">
        {group.parts.map((part, index) => (
          <li key={part.id} className="flex flex-col">
            {index > 0 && <Joint mode={group.mode} />}
            <Part part={part} label={label ? `${label}-${index + 1}` : `${index + 1}`} hands={hands} />
          </li>
        ))}
      </ol>
      <Missing>{hands.missing[group.id]}</Missing>
      <div className="flex flex-wrap gap-3">
        <Button tone="secondary" id={`${group.id}-add`} onPress={() => hands.addCondition(group)}>
          <Icon name="plus" className="size-4" />
          条件を追加する
        </Button>
        {!label && group.parts.length > 0 && (
          <Button tone="quiet" onPress={() => hands.addGroup(group)}>
            <Icon name="plus" className="size-4" />
            条件のまとまりを追加する
          </Button>
        )}
      </div>
    </div>
  );
}

function Part({ part, label, hands }: { part: Condition | Group; label: string; hands: Hands }) {
  if (!isGroup(part)) return <ConditionBox condition={part} label={`条件${label}`} hands={hands} />;
  return (
    <section
      id={part.id}
      aria-label={`まとまり${label}`}
      className="flex flex-col gap-3 rounded-8 border border-l-8 border-solid-gray-420 border-l-blue-900 bg-solid-gray-50 p-3 md:p-4"
    >
      <div className="flex items-center justify-between gap-3">
        <p className="text-std-16B-170">まとまり{label}</p>
        <RemoveButton label={`まとまり${label}を外す`} onPress={() => hands.remove(part.id)} />
      </div>
      <div data-first className="contents">
        <GroupBox group={part} hands={hands} label={label} />
      </div>
    </section>
  );
}

function Joint({ mode }: { mode: Mode }) {
  return (
    <p className="my-1 ml-5 border-l-2 border-solid-gray-300 py-1 pl-4 text-std-16B-170 text-solid-gray-700">
      {mode === "all" ? "かつ" : "または"}
    </p>
  );
}
