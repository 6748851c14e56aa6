"use client";

import { useEffect, useRef, useState } from "react";
import type { CaseResult, ChangedMail, RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Answer } from "../../../attempt.ts";
import { apply, runOn, tryIt } from "./actions.ts";

export type Refusal = Extract<Answer<unknown>, { ok: false }>;

export type Trial = {
  cases: CaseResult[] | null;
  changed: ChangedMail[];
  looked: number;
  total: number;
  state: "running" | "done" | "stopped" | "refused";
  refusal: Refusal | null;
};

const begun: Trial = { cases: null, changed: [], looked: 0, total: 0, state: "running", refusal: null };

/** Tries a change: the saved cases at once, then the mails of 90 days step by step, until it is done or stopped. */
export function useReview(change: RulesChangeInput) {
  const [trial, setTrial] = useState(begun);
  const seen = useRef("");
  const isStopped = useRef(false);

  useEffect(() => {
    isStopped.current = false;
    let isGone = false;
    const say = (next: (before: Trial) => Trial) => !isGone && setTrial(next);
    const run = async () => {
      setTrial(begun);
      const tried = await tryIt(change);
      if (!tried.ok) return say((before) => ({ ...before, state: "refused", refusal: tried }));
      const { cases, total } = tried.value;
      seen.current = tried.value.seen;
      say((before) => ({ ...before, cases, total }));
      await steps(change, tried.value.seen, () => isGone || isStopped.current, say);
    };
    run();
    return () => {
      isGone = true;
    };
  }, [change]);

  const stop = () => {
    isStopped.current = true;
    setTrial((before) => ({ ...before, state: "stopped" }));
  };
  const save = (acceptFailing: boolean) => apply({ change, seen: seen.current, acceptFailing });
  return { trial, stop, save };
}

type Say = (next: (before: Trial) => Trial) => unknown;

async function steps(change: RulesChangeInput, seen: string, isOver: () => boolean, say: Say): Promise<void> {
  let after: string | null = null;
  let looked = 0;
  do {
    const answer = await runOn({ change, seen, after, looked });
    if (isOver()) return;
    if (!answer.ok) {
      say((before) => ({ ...before, state: "refused", refusal: answer }));
      return;
    }
    const part = answer.value;
    after = part.after;
    looked += part.looked;
    say((before) => ({
      ...before,
      looked: before.looked + part.looked,
      changed: [...before.changed, ...part.changed],
    }));
  } while (after !== null);
  say((before) => ({ ...before, state: "done" }));
}
