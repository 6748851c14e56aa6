"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { type Forecast, forecastOf } from "./forecast.ts";
import type { Fresh } from "./progress/fresh.ts";
import { isMoving } from "./progress/moving.ts";

const everyMs = 1000;
const looksKept = 6;

export type Watched = { latest: Fresh; forecast: Forecast | null; isLost: boolean };

/** Looks once a second while it is being sent; when the state changes, the rest of the page is read anew. */
export function useFresh(id: string, first: Fresh): Watched {
  const router = useRouter();
  const [looks, setLooks] = useState([first]);
  const [isLost, setLost] = useState(false);
  const known = useRef(first.status);
  const latest = looks.at(-1)!;
  const mayMove = first.status === "sending" || first.status === "scheduled";

  useEffect(() => {
    if (known.current === first.status) return;
    known.current = first.status;
    setLooks([first]);
  }, [first]);

  useEffect(() => {
    if (!mayMove) return;
    const timer = setInterval(async () => {
      if (!isMoving(first, new Date())) return;
      const seen = await look(id);
      setLost(!seen);
      if (!seen) return;
      setLooks((before) => [...before, seen].slice(-looksKept));
      if (seen.status !== first.status) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [id, mayMove, first, router]);

  return { latest, forecast: mayMove ? forecastOf(looks[0]!, latest) : null, isLost };
}

async function look(id: string): Promise<Fresh | null> {
  try {
    const answer = await fetch(`/admin/broadcasts/${id}/progress`, { signal: AbortSignal.timeout(10_000) });
    return answer.ok ? ((await answer.json()) as Fresh) : null;
  } catch {
    return null;
  }
}
