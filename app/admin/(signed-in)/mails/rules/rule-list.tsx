"use client";

import { useState } from "react";
import { Button as DragButton } from "react-aria-components/Button";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { Icon } from "#components/icon.tsx";
import { Link } from "#components/link.tsx";
import { Switch } from "#components/switch.tsx";
import { toast } from "#components/toast.tsx";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { Review } from "./review.tsx";
import { moved } from "./row-order.ts";

export type RuleRow = {
  key: string;
  name: string;
  when: string;
  what: string;
  isOn: boolean;
  taken: number;
  stale: string[];
};

type Props = { rows: RuleRow[]; words: Vocabulary; mayEdit: boolean };
type Asked = { change: RulesChangeInput; title: string; confirm: string };

/** The rules in the order in which they are tried; another order is saved once it was looked at. */
export function RuleList({ rows, words, mayEdit }: Props) {
  const [order, setOrder] = useState<string[] | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const keys = order ?? rows.map(({ key }) => key);
  const sorted = keys.flatMap((key) => rows.find((row) => row.key === key) ?? []);
  const move = (key: string, target: string, where: "before" | "after") => setOrder(moved(keys, key, target, where));
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayEdit,
    getItems: (dragged) => [...dragged].map((key) => ({ "text/plain": String(key) })),
    onReorder: ({ keys: dragged, target }) => {
      const [key] = dragged;
      move(String(key), String(target.key), target.dropPosition === "before" ? "before" : "after");
    },
  });
  const nudge = (index: number, by: 1 | -1) => move(keys[index]!, keys[index + by]!, by === 1 ? "after" : "before");
  const names = Object.fromEntries(rows.map(({ key, name }) => [key, name]));
  return (
    <div className="flex flex-col gap-4">
      {order && (
        <OrderBar
          onCancel={() => setOrder(null)}
          onReview={() =>
            setAsked({ change: { do: "order", keys }, title: "順番を変えます", confirm: "この順番にする" })
          }
        />
      )}
      <GridList
        aria-label="転送ルールの一覧"
        items={sorted}
        dependencies={[order, mayEdit]}
        dragAndDropHooks={dragAndDropHooks}
        className="flex flex-col gap-3"
      >
        {(row) => (
          <GridListItem
            id={row.key}
            textValue={row.name}
            href={`/admin/mails/rules/${encodeURIComponent(row.key)}`}
            className="rounded-8 border border-solid-gray-420 bg-white p-4 outline-none data-[focus-visible]:focus-ring data-[dragging]:opacity-60 data-[drop-target]:border-blue-900"
          >
            <Row
              row={row}
              index={keys.indexOf(row.key)}
              last={keys.length - 1}
              mayEdit={mayEdit}
              onNudge={nudge}
              onSwitch={(on) => setAsked(switching(row, on))}
            />
          </GridListItem>
        )}
      </GridList>
      <Dialog title={asked?.title ?? ""} isOpen={asked !== null} onOpenChange={() => setAsked(null)}>
        {asked && (
          <Review
            {...asked}
            words={words}
            names={names}
            onBack={() => setAsked(null)}
            onDone={() => {
              setAsked(null);
              setOrder(null);
              toast("転送ルールを変更しました。");
            }}
          />
        )}
      </Dialog>
    </div>
  );
}

function switching({ key, name }: RuleRow, on: boolean): Asked {
  const verb = on ? "オンにする" : "オフにする";
  return { change: { do: "switch", key, on }, title: `転送ルール「${name}」を${verb}`, confirm: verb };
}

function OrderBar({ onCancel, onReview }: { onCancel: () => void; onReview: () => void }) {
  return (
    <div
      role="status"
      className="sticky top-[var(--frame-top,0px)] z-10 flex flex-wrap items-center gap-3 rounded-8 border-2 border-blue-900 bg-white px-4 py-3"
    >
      <p className="flex-1 text-std-16N-170">順番を変えました。まだ保存していません。</p>
      <Button tone="secondary" onPress={onCancel}>
        元に戻す
      </Button>
      <Button onPress={onReview}>変更を確認する</Button>
    </div>
  );
}

type RowProps = {
  row: RuleRow;
  index: number;
  last: number;
  mayEdit: boolean;
  onNudge: (index: number, by: 1 | -1) => void;
  onSwitch: (on: boolean) => void;
};

function Row({ row, index, last, mayEdit, onNudge, onSwitch }: RowProps) {
  return (
    <div className="flex items-start gap-3">
      {mayEdit && (
        <DragButton
          slot="drag"
          aria-label={`「${row.name}」を動かす`}
          className="flex size-9 shrink-0 cursor-grab items-center justify-center rounded-4 text-solid-gray-700 data-[focus-visible]:focus-ring"
        >
          <Icon name="bars" className="size-5" />
        </DragButton>
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2 text-std-16B-170">
          <span className="tabular-nums">{index + 1}.</span>
          <Link href={`/admin/mails/rules/${encodeURIComponent(row.key)}`}>{row.name}</Link>
          {!row.isOn && <Badge tone="warning">オフ</Badge>}
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
        <div className="flex shrink-0 flex-col items-end gap-1">
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
