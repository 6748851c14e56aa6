"use client";

import { useEffect, useState } from "react";
import type { Rule } from "#lib/segments/schema.ts";

/** A server action that counts, told by the page: the builder knows no door. */
export type CountPeople = (rule: Rule) => Promise<{ ok: true; value: number } | { ok: false; message: string }>;

/** `people` is the latest that is known: of the rule before while `isCounting`. */
export type HeadCount = { people: number | null; isCounting: boolean; trouble: string | null };

const pauseMs = 250;

/** How many people the rule gives now; asked again a moment after the last click. */
export function useHeadCount(rule: Rule | null, count: CountPeople): HeadCount {
  const [known, setKnown] = useState<{ asked: string; people: number | null; trouble: string | null } | null>(null);
  const asked = rule && JSON.stringify(rule);
  useEffect(() => {
    if (!asked) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await ask(count, asked);
      if (!isStale) setKnown({ asked, ...answer });
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [asked, count]);
  const isCounting = asked !== null && known?.asked !== asked;
  return { people: known?.people ?? null, isCounting, trouble: isCounting ? null : (known?.trouble ?? null) };
}

async function ask(count: CountPeople, asked: string): Promise<{ people: number | null; trouble: string | null }> {
  try {
    const answer = await count(JSON.parse(asked) as Rule);
    return answer.ok ? { people: answer.value, trouble: null } : { people: null, trouble: answer.message };
  } catch {
    return { people: null, trouble: "人数を数えられませんでした。通信を確かめてください。" };
  }
}
