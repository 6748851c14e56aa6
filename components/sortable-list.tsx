"use client";

import type { ReactNode } from "react";
import { Button, GridList, GridListItem } from "react-aria-components/GridList";
import { useDragAndDrop } from "react-aria-components/useDragAndDrop";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";
import { Icon } from "./icon.tsx";

export type SortableItem = { id: string; label: string; note?: ReactNode };
/** What was moved, and the item before or after which it stands now. */
export type Move = { ids: string[]; to: string; position: "before" | "after" };

type Props = {
  label: string;
  items: readonly SortableItem[];
  onMove: (move: Move) => void;
  onOpen: (id: string) => void;
};

/** From here on only the lines in sight are drawn; the list then scrolls by itself. */
const manyItems = 60;
const rowHeight = 52;
const tallest = 620;

/**
 * Lines in an order that staff set: dragged by their handle, or by keyboard: → to the handle, Enter, arrow keys, Enter.
 */
export function SortableList({ label, items, onMove, onOpen }: Props) {
  const isLong = items.length > manyItems;
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (ids) => [...ids].map((id) => ({ "text/plain": String(id) })),
    onReorder: ({ keys, target }) =>
      onMove({
        ids: [...keys].map(String),
        to: String(target.key),
        position: target.dropPosition === "before" ? "before" : "after",
      }),
  });
  const list = (
    <GridList
      aria-label={label}
      items={items}
      dragAndDropHooks={dragAndDropHooks}
      onAction={(id) => onOpen(String(id))}
      style={isLong ? { height: Math.min(tallest, items.length * rowHeight) } : undefined}
      className="overflow-x-hidden overflow-y-auto rounded-8 border border-solid-gray-420 outline-none"
    >
      {(item) => <Line item={item} />}
    </GridList>
  );
  if (!isLong) return list;
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight, padding: 0, gap: 0 }}>
      {list}
    </Virtualizer>
  );
}

function Line({ item }: { item: SortableItem }) {
  return (
    <GridListItem
      id={item.id}
      textValue={item.label}
      className="flex h-13 cursor-pointer items-center gap-2 border-b border-solid-gray-200 bg-white pr-3 outline-none hover:bg-blue-50 data-[focus-visible]:bg-blue-50 data-[focus-visible]:-outline-offset-3 data-[focus-visible]:outline-3 data-[focus-visible]:outline-black data-[dragging]:opacity-50"
    >
      <Button
        slot="drag"
        className="flex h-full w-11 shrink-0 cursor-grab items-center justify-center text-solid-gray-600 outline-none data-[focus-visible]:-outline-offset-3 data-[focus-visible]:outline-3 data-[focus-visible]:outline-black"
      >
        <Icon name="grip" />
      </Button>
      <span className="min-w-0 flex-1 truncate text-std-16N-170">{item.label}</span>
      <span className="flex shrink-0 items-center gap-2">{item.note}</span>
      <Icon name="right" className="size-4 text-solid-gray-600" />
    </GridListItem>
  );
}
