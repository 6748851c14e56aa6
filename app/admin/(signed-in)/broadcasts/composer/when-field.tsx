"use client";

import { FormattedTime } from "#components/formatted-time.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextField } from "#components/text-field.tsx";
import { hourOf, type Values } from "./values.ts";

type Props = { values: Values; onChange: (changed: Partial<Values>) => void; error?: string };

const options = [
  { value: "now", label: "すぐに配信する" },
  { value: "later", label: "日時を予約する" },
];

export function WhenField({ values, onChange, error }: Props) {
  const scheduledFor = hourOf(values);
  const isKnown = scheduledFor && !Number.isNaN(Date.parse(scheduledFor));
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="配信日時"
        options={options}
        value={values.when}
        onChange={(when) => onChange({ when: when as Values["when"] })}
      />
      {values.when === "later" && (
        <div className="flex flex-col gap-3 border-l-4 border-solid-gray-200 pl-4">
          <div className="flex flex-wrap gap-4">
            <TextField
              label="日付"
              type="date"
              isRequired
              value={values.date}
              onChange={(date) => onChange({ date })}
              error={error}
            />
            <TextField
              label="時刻（日本時間）"
              type="time"
              isRequired
              value={values.time}
              onChange={(time) => onChange({ time })}
            />
          </div>
          {isKnown && (
            <p>
              <FormattedTime at={scheduledFor} planned />
            </p>
          )}
        </div>
      )}
    </div>
  );
}
