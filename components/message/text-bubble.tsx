"use client";

import type { OnAction } from "./line-message.ts";
import { splitLinks } from "./linked-text.ts";

type Props = { text: string; from: "account" | "resident"; isFirst: boolean; onAction?: OnAction };

export function TextBubble({ text, from, isFirst, onAction }: Props) {
  const isOwn = from === "resident";
  const colours = isOwn ? "bg-(--own) text-(--own-ink)" : "bg-(--other) text-(--other-ink)";
  return (
    <div className={`relative w-fit max-w-full rounded-[18px] px-3 py-2 text-[15px] leading-[1.45] ${colours}`}>
      {isFirst && <Tail isOwn={isOwn} />}
      <p className="relative whitespace-pre-wrap wrap-anywhere">
        {splitLinks(text).map((part, index) =>
          part.uri ? (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
              key={index}
              type="button"
              className="inline text-left wrap-anywhere text-(--link) underline"
              onClick={() => onAction?.({ type: "uri", uri: part.uri })}
            >
              {part.text}
            </button>
          ) : (
            part.text
          ),
        )}
      </p>
    </div>
  );
}

function Tail({ isOwn }: { isOwn: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className={`absolute top-0 size-5 ${isOwn ? "-right-[7px] -scale-x-100 text-(--own)" : "-left-[7px] text-(--other)"}`}
    >
      <path d="M0 1c5 2.500 9 2 13-1l7 12-10 4C8 10 4 5 0 1Z" fill="currentColor" />
    </svg>
  );
}
