"use client";

import { useEffect, useState } from "react";
import { countHeads } from "./actions.ts";

const quietMs = 250;

export type Headcount = { count: number | null; isCounting: boolean; trouble: string | null };

/** How many people this audience is now; null while the audience is not complete. Asked when the clicking pauses. */
export function useHeadcount(audience: object | null): Headcount {
  const asked = audience && JSON.stringify(audience);
  const [told, setTold] = useState<{ asked: string; count: number | null; trouble: string | null } | null>(null);

  useEffect(() => {
    if (!asked) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await countHeads(JSON.parse(asked)).catch(() => null);
      if (isStale) return;
      const trouble = answer?.ok ? null : (answer?.message ?? "人数を数えられませんでした。");
      setTold({ asked, count: answer?.ok ? answer.value : null, trouble });
    }, quietMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [asked]);

  if (!asked) return { count: null, isCounting: false, trouble: null };
  const isCounting = told?.asked !== asked;
  return { count: told?.count ?? null, isCounting, trouble: isCounting ? null : (told?.trouble ?? null) };
}
