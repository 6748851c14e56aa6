"use client";

import { RadioGroup } from "#components/radio-group.tsx";
import { Select } from "#components/select.tsx";
import { audienceWords, type Vocabulary } from "../../../../audience-words.ts";
import type { DraftAudience } from "./draft.ts";
import { RouteFields } from "./route-fields.tsx";

type Props = { audience: DraftAudience; words: Vocabulary; onChange: (audience: DraftAudience) => void };

/** To whom: all, a saved group, or those whom the mail's own words name. */
export function AudienceFields({ audience, words, onChange }: Props) {
  const kinds = [
    {
      value: "route",
      label: "メールに書かれた内容で決める",
      help: "「エリア：青葉区」などの記載から、該当する登録者に届けます。",
    },
    { value: "segment", label: "配信グループ" },
    { value: "registered", label: "受信設定を登録した友だち" },
    { value: "everyone", label: "友だち全員" },
    { value: "test", label: "テスト配信先", help: "住民には届きません。" },
    ...(audience.rule ? [{ value: "rule", label: audienceWords(audience.rule, words) }] : []),
  ];
  const segments = words.segments.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="配信対象"
        options={kinds}
        value={audience.kind}
        onChange={(kind) => onChange({ ...audience, kind: kind as DraftAudience["kind"] })}
      />
      {audience.kind === "segment" && (
        <Select
          label="配信グループ"
          options={segments}
          value={audience.segment || null}
          onChange={(segment) => onChange({ ...audience, segment })}
        />
      )}
      {audience.kind === "route" && <RouteFields audience={audience} questions={words.questions} onChange={onChange} />}
    </div>
  );
}
