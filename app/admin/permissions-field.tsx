"use client";

import { Button } from "#components/button.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { type Feature, features, type Permission } from "#db/words.ts";
import { featureWords, levelsOf, levelWords, shownLevel } from "./permission-words.ts";

type Permissions = Record<Feature, Permission>;
export type Start = { key: string; name: string; permissions: Permissions };

type Props = {
  value: Permissions;
  onChange: (value: Permissions) => void;
  /** Sets to start from. */
  starts?: readonly Start[];
  only?: readonly Feature[];
  error?: string;
};

/** Feature by feature how far somebody may go; each choice says what it opens. */
export function PermissionsField({ value, onChange, starts = [], only = features, error }: Props) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 text-std-18B-160">権限</legend>
      {starts.length > 0 && (
        <div className="flex flex-wrap items-center gap-2 pb-1">
          <span className="text-dns-14N-130 text-solid-gray-700 max-md:w-full">役割から選んで始める：</span>
          {starts.map((start) => (
            <Button key={start.key} tone="secondary" size="small" onPress={() => onChange(start.permissions)}>
              {start.name}
            </Button>
          ))}
        </div>
      )}
      {error && (
        <p role="alert" className="text-std-16N-170 text-error-2">
          {error}
        </p>
      )}
      <div className="divide-y divide-solid-gray-200 border-y border-solid-gray-200">
        {only.map((feature) => (
          <OneFeature
            key={feature}
            feature={feature}
            value={value[feature]}
            onChange={(level) => onChange({ ...value, [feature]: level })}
          />
        ))}
      </div>
    </fieldset>
  );
}

type OneProps = { feature: Feature; value: Permission; onChange: (level: Permission) => void };

function OneFeature({ feature, value, onChange }: OneProps) {
  const words = featureWords[feature];
  const shown = shownLevel(feature, value);
  return (
    <div className="grid gap-x-6 py-2.5 md:grid-cols-[1fr_20rem]">
      <RadioGroup
        inline
        label={words.name}
        options={levelsOf(feature).map((level) => ({ value: level, label: levelWords[level] }))}
        value={shown}
        onChange={(level) => onChange(level as Permission)}
      />
      <p className="self-center text-dns-14N-130 text-solid-gray-700">
        {words[shown] ?? "この機能の画面は表示されません"}
      </p>
    </div>
  );
}
