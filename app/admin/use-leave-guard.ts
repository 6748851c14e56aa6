"use client";

import { useEffect } from "react";

const question = "保存していない変更があります。このページを離れると失われます。離れますか。";

/** Asks before something typed is lost: when the page is closed, and when a link leads to another one. */
export function useLeaveGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const onClose = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (!leadsAway(event) || confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("beforeunload", onClose);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      removeEventListener("beforeunload", onClose);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isUnsaved]);
}

/** A link of our own that opens here: of others, and of closing, the browser itself asks. */
function leadsAway(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return false;
  return !event.ctrlKey && !event.metaKey && !event.shiftKey && link.pathname !== location.pathname;
}
