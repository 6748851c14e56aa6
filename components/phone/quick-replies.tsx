"use client";

import type { LineMessage, OnAction } from "../message/line-message.ts";
import { Picture } from "../message/picture.tsx";
import { nameOf } from "../message/tap.tsx";

/** Buttons of the last message; they go as soon as anything follows it. */
export function QuickReplies({ message, onAction }: { message: LineMessage | undefined; onAction?: OnAction }) {
  const items = message?.quickReply?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul
      aria-label="クイックリプライ"
      className="flex shrink-0 gap-2 overflow-x-auto px-2.5 py-2 [scrollbar-width:none]"
    >
      {items.map(({ action, imageUrl }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be alike
        <li key={index} className="shrink-0">
          <button
            type="button"
            onClick={() => onAction?.(action)}
            className="flex min-h-9 items-center gap-1.5 rounded-full border border-(--bar-line) bg-(--card) px-3.5 text-[14px] text-(--card-ink)"
          >
            {imageUrl && <Picture src={imageUrl} className="size-5 rounded-full" />}
            {nameOf(action)}
          </button>
        </li>
      ))}
    </ul>
  );
}
