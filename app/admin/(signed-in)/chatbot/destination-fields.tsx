"use client";

import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { TextField } from "#components/text-field.tsx";

export type Draft = { id: number; name: string; url: string; enabled: boolean };

type Props = {
  draft: Draft;
  number: number;
  isDisabled: boolean;
  problems: { name?: string; url?: string };
  onChange: (draft: Draft) => void;
  onRemove: () => void;
};

export function DestinationFields({ draft, number, isDisabled, problems, onChange, onRemove }: Props) {
  return (
    <fieldset className="flex flex-col gap-4 rounded-12 border border-solid-gray-420 p-4 md:p-6">
      <legend className="px-1 text-std-16B-170">転送先{number}</legend>
      <TextField
        label="名前"
        isRequired
        isDisabled={isDisabled}
        width="half"
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        error={problems.name}
      />
      <TextField
        label="Webhook URL"
        help="チャットボットの提供元から知らされた、https:// で始まるURLです。"
        isRequired
        isDisabled={isDisabled}
        value={draft.url}
        onChange={(url) => onChange({ ...draft, url })}
        error={problems.url}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          isSelected={draft.enabled}
          isDisabled={isDisabled}
          onChange={(enabled) => onChange({ ...draft, enabled })}
        >
          転送する
        </Checkbox>
        {!isDisabled && (
          <Button tone="secondary" size="small" onPress={onRemove} aria-label={`転送先${number}を外す`}>
            外す
          </Button>
        )}
      </div>
    </fieldset>
  );
}
