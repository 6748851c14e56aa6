"use client";

import { createContext, type ReactNode, use } from "react";
import { people } from "../../../numbers.ts";
import type { Fresh } from "./progress/fresh.ts";
import { useFresh, type Watched } from "./use-fresh.ts";

const WatchContext = createContext<Watched | null>(null);

/** One look a second for the whole page: progress, head-count and what the dialogs warn of say the same. */
export function Watch({ id, first, children }: { id: string; first: Fresh; children: ReactNode }) {
  return <WatchContext value={useFresh(id, first)}>{children}</WatchContext>;
}

export function useWatched(): Watched {
  return use(WatchContext)!;
}

export function LiveTotal() {
  return people(useWatched().latest.total);
}
