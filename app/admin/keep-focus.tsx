"use client";

import { useEffect, useRef } from "react";

/** What was dealt with goes from its list, and the button that had the focus with it: it goes on at the heading. */
export function KeepFocus({ on, after }: { on: string; after: number }) {
  const before = useRef(after);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (isLost && before.current !== after) document.getElementById(on)?.focus({ preventScroll: true });
    before.current = after;
  }, [on, after]);
  return null;
}
