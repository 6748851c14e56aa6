"use client";

import { Fragment, type ReactNode, useEffect, useRef } from "react";
import { formatJapaneseDate } from "../japanese-time.ts";
import type { LineMessage, OnAction } from "../message/line-message.ts";
import { BubbleRow } from "./bubble-row.tsx";

export type TalkBubble = {
  id: string;
  from: "account" | "resident";
  message: LineMessage;
  at?: number | string | Date;
};

type Props = { account: string; bubbles: readonly TalkBubble[]; onAction?: OnAction; empty?: ReactNode };

/** The newest message is always in sight, as on a phone. */
export function Talk({ account, bubbles, onAction, empty }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const newest = bubbles.at(-1)?.id;
  // A talk shows its end; a preview, whose bubbles have no time, is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new bubble is the reason to scroll
  useEffect(() => {
    if (bubbles.at(-1)?.at) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, [newest]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label="トーク"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain px-2.5 py-3 [scrollbar-width:thin]"
    >
      {bubbles.length === 0 && empty}
      {bubbles.map((bubble, index) => (
        <Fragment key={bubble.id}>
          {startsDay(bubbles, index) && <Day at={bubble.at} />}
          <BubbleRow account={account} bubble={bubble} isFirst={startsTurn(bubbles, index)} onAction={onAction} />
        </Fragment>
      ))}
    </div>
  );
}

function Day({ at }: Pick<TalkBubble, "at">) {
  if (at === undefined) return null;
  return (
    <p className="mx-auto my-1 w-fit rounded-full bg-black/65 px-3 py-0.5 text-[12px] text-white">
      {formatJapaneseDate(new Date(at))}
    </p>
  );
}

function startsDay(bubbles: readonly TalkBubble[], index: number): boolean {
  return dayOf(bubbles[index]) !== dayOf(bubbles[index - 1]);
}

function dayOf(bubble: TalkBubble | undefined): string {
  return bubble?.at === undefined ? "" : formatJapaneseDate(new Date(bubble.at));
}

/** Face and name stand only at the first of several messages in a row. */
function startsTurn(bubbles: readonly TalkBubble[], index: number): boolean {
  return index === 0 || bubbles[index - 1]?.from !== bubbles[index]?.from || startsDay(bubbles, index);
}
