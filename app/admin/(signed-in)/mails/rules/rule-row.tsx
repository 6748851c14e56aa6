"use client";

import { Button as DragButton } from "react-aria-components/Button";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import { Switch } from "#components/switch.tsx";

export type RuleRow = {
  key: string;
  name: string;
  when: string;
  what: string;
  isOn: boolean;
  taken: number;
  stale: string[];
};

type RowProps = {
  row: RuleRow;
  index: number;
  last: number;
  mayEdit: boolean;
  onNudge: (index: number, by: 1 | -1) => void;
  onSwitch: (on: boolean) => void;
};

/** One rule in words, with what moves and switches it. */
export function Row({ row, index, last, mayEdit, onNudge, onSwitch }: RowProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 md:flex-nowrap">
      {mayEdit && (
        <DragButton
          slot="drag"
          aria-label={`「${row.name}」を動かす`}
          className="flex size-9 shrink-0 cursor-grab items-center justify-center rounded-4 text-solid-gray-700 data-[focus-visible]:focus-ring"
        >
          <Icon name="bars" className="size-5" />
        </DragButton>
      )}
      <div className="flex min-w-0 flex-col gap-1 max-md:order-last max-md:basis-full md:flex-1">
        <p className="text-std-16B-170">
          <span className="mr-2 tabular-nums">{index + 1}.</span>
          <Link href={`/admin/mails/rules/${encodeURIComponent(row.key)}`}>{row.name}</Link>
          {!row.isOn && (
            <span className="ml-2">
              <Badge tone="warning">オフ</Badge>
            </span>
          )}
        </p>
        <p className="text-dns-14N-130 leading-170 text-solid-gray-800">{row.when}</p>
        <p className="text-std-16N-170">→ {row.what}</p>
        {row.stale.map((said) => (
          <p key={said} className="flex items-start gap-1 text-dns-14N-130 text-error-2">
            <Icon name="warning" className="size-4" />
            {said}
          </p>
        ))}
        <p className="text-dns-14N-130 text-solid-gray-700">直近30日に{row.taken.toLocaleString("ja-JP")}通が一致</p>
      </div>
      {mayEdit && (
        <div className="flex shrink-0 items-center gap-1 max-md:ml-auto max-md:flex-row-reverse md:flex-col md:items-end">
          <Switch label={`転送ルール「${row.name}」`} isSelected={row.isOn} onChange={onSwitch} />
          <span className="flex">
            <Button
              tone="quiet"
              size="small"
              aria-label={`「${row.name}」を上へ`}
              isDisabled={index === 0}
              onPress={() => onNudge(index, -1)}
            >
              <Icon name="up" className="size-4" />
            </Button>
            <Button
              tone="quiet"
              size="small"
              aria-label={`「${row.name}」を下へ`}
              isDisabled={index === last}
              onPress={() => onNudge(index, 1)}
            >
              <Icon name="down" className="size-4" />
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
