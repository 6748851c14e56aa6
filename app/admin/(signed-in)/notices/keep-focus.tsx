"use client";

import { useEffect, useRef } from "react";

/** A card that was dealt with goes, with the button that had the focus: it goes on at the heading. */
export function KeepFocus({ on, after }: { on: string; after: number }) {
  const before = useRef(after);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (isLost && before.current !== after) document.getElementById(on)?.focus({ preventScroll: true });
    before.current = after;
  }, [on, after]);
  return null;
}
