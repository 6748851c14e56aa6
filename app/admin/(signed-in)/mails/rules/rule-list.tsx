"use client";

import { useState } from "react";
import { GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { Review } from "./review.tsx";
import { moved } from "./row-order.ts";
import { Row, type RuleRow } from "./rule-row.tsx";

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
