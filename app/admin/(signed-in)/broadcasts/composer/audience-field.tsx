"use client";

import { RadioGroup } from "#components/radio-group.tsx";
import { missingIn } from "#components/rule-builder/draft-rule.ts";
import { RuleBuilder } from "#components/rule-builder/rule-builder.tsx";
import { Select } from "#components/select.tsx";
import type { Audience } from "#lib/segments/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import type { AudienceValue } from "./audience-value.ts";

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

  // What is missing is said in its place; what the server refused, beside the whole field.
  const missing = error && value.kind === "rule" ? missingIn(value.draft, words.questions) : {};
  const isSaid = value.kind === "segment" || Object.keys(missing).length > 0;

  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="配信対象"
        isRequired
        options={kept ? [kept, ...options] : options}
        value={value.kind}
        onChange={(kind) => change({ kind: kind as AudienceValue["kind"] })}
        error={isSaid ? undefined : error}
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
      {value.kind === "rule" && (
        <RuleBuilder
          questions={words.questions}
          draft={value.draft}
          onChange={(draft) => change({ draft })}
          missing={missing}
        />
      )}
    </div>
  );
}

function keptWords(kept: Audience, words: Vocabulary): string {
  const said = audienceWords(kept, words);
  return kept.kind === "recipientsOf" ? said : `現在の条件：${said}`;
}
