"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { AriaProvider } from "#components/aria.tsx";

/** Links of the controls change pages through Next's router. */
export function Ways({ children }: { children: ReactNode }) {
  const router = useRouter();
  return <AriaProvider navigate={router.push}>{children}</AriaProvider>;
}
