"use client";

import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { Select } from "#components/select.tsx";
import type { Audience } from "#lib/segments/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { type AudienceValue, type Condition, emptyAudience, isAskable, newCondition } from "./audience-value.ts";
import { ConditionField } from "./condition-field.tsx";

type Props = { value: AudienceValue; onChange: (value: AudienceValue) => void; words: Vocabulary; error?: string };

const kinds = [
  { value: "rule", label: "条件で選ぶ", help: "「青葉区 × 防犯情報」のように、受信設定の内容で選びます。" },
  { value: "segment", label: "配信グループ", help: "保存してある条件を使います。" },
  { value: "registered", label: "登録者", help: "受信設定を登録した友だち全員です。" },
  { value: "everyone", label: "全員", help: "友だち全員です。受信設定をしていない人にも届きます。" },
  { value: "test", label: "テスト配信先", help: "登録済みの職員の電話にだけ届きます。" },
];

export function AudienceField({ value, onChange, words, error }: Props) {
  const options = kinds.filter((kind) => kind.value !== "segment" || words.segments.length > 0);
  const kept = value.kept && { value: "kept", label: keptWords(value.kept, words) };
  const change = (changed: Partial<AudienceValue>) => onChange({ ...value, ...changed });

  function choose(kind: string) {
    const needsFirst = kind === "rule" && value.conditions.length === 0;
    change({ ...(needsFirst ? emptyAudience(words.questions) : {}), kind: kind as AudienceValue["kind"] });
  }

  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="配信対象"
        isRequired
        options={kept ? [kept, ...options] : options}
        value={value.kind}
        onChange={choose}
        error={value.kind === "segment" ? undefined : error}
      />
      {value.kind === "segment" && (
        <Select
          label="配信グループ"
          isRequired
          options={words.segments.map(({ key, name }) => ({ value: key, label: name }))}
          value={value.segment || null}
          onChange={(segment) => change({ segment })}
          error={error}
        />
      )}
      {value.kind === "rule" && <Conditions value={value} onChange={change} words={words} />}
    </div>
  );
}

function keptWords(kept: Audience, words: Vocabulary): string {
  const said = audienceWords(kept, words);
  return kept.kind === "recipientsOf" ? said : `現在の条件：${said}`;
}

type ConditionsProps = { value: AudienceValue; onChange: (changed: Partial<AudienceValue>) => void; words: Vocabulary };

function Conditions({ value: { conditions, join }, onChange, words }: ConditionsProps) {
  const questions = words.questions.filter((question) => isAskable(question) && !question.retired);
  const replace = (changed: Condition) =>
    onChange({ conditions: conditions.map((condition) => (condition.id === changed.id ? changed : condition)) });
  const drop = (id: string) => onChange({ conditions: conditions.filter((condition) => condition.id !== id) });
  const next = questions.find(({ key }) => !conditions.some(({ question }) => question === key)) ?? questions[0];
  return (
    <div className="flex flex-col gap-4 border-l-4 border-solid-gray-200 pl-4">
      {conditions.map((condition, index) => (
        <ConditionField
          key={condition.id}
          number={index + 1}
          condition={condition}
          questions={questions}
          onChange={replace}
          onDrop={conditions.length > 1 ? () => drop(condition.id) : undefined}
        />
      ))}
      {conditions.length > 1 && (
        <RadioGroup
          label="条件の組み合わせ"
          inline
          options={[
            { value: "all", label: "すべてに当てはまる人" },
            { value: "any", label: "どれかに当てはまる人" },
          ]}
          value={join}
          onChange={(chosen) => onChange({ join: chosen as AudienceValue["join"] })}
        />
      )}
      {next && (
        <div>
          <Button tone="secondary" onPress={() => onChange({ conditions: [...conditions, newCondition(next)] })}>
            <Icon name="plus" className="size-4" />
            条件を追加する
          </Button>
        </div>
      )}
    </div>
  );
}
