"use client";

import { useEffect, useRef } from "react";
import { Icon } from "#components/icon.tsx";

type Props = { path: string; userId: string; onClose: () => void };

/** The page that a LIFF URL opens, as LINE shows it over the talk. */
export function LiffBrowser({ path, userId, onClose }: Props) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <>
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-solid-gray-300 pl-4 text-[16px] font-700">
        受信設定
        <button
          ref={close}
          type="button"
          aria-label="閉じる"
          onClick={onClose}
          className="flex size-12 items-center justify-center"
        >
          <Icon name="close" className="size-5" />
        </button>
      </div>
      <iframe title="受信設定" src={`${path}#resident=${userId}`} className="min-h-0 w-full flex-1" />
    </>
  );
}
