"use client";

import type { ReactNode } from "react";

/** Cards side by side, moved by finger or arrow keys. */
export function Strip({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of cards, not of form controls
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex snap-x items-stretch gap-2 overflow-x-auto pb-1 [scrollbar-width:thin]"
    >
      {children}
    </div>
  );
}
