"use client";

import { useEffect, useState } from "react";
import type { LineMessage } from "#components/message/line-message.ts";
import { withReason } from "#lib/broadcasts/schema.ts";
import { reasonOf } from "./actions.ts";

const quietMs = 250;

/** Why it will have come, for this audience; null where nothing is added, and while the audience is not complete. */
export function useReason(audience: object | null, id: string | null): string | null {
  const asked = audience && JSON.stringify(audience);
  const [reason, setReason] = useState<string | null>(null);

  useEffect(() => {
    if (!asked) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const answer = await reasonOf(id, JSON.parse(asked)).catch(() => null);
      if (!isStale && answer?.ok) setReason(answer.value);
    }, quietMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [asked, id]);

  return asked ? reason : null;
}

/** Where the reason goes: at the end of one of the messages, as one of its own, or nowhere, for there is no room. */
export type ReasonPlace = { at: number | "alone"; letters: number } | "no room" | null;

export function placeOf(messages: readonly LineMessage[], reason: string | null): ReasonPlace {
  if (reason === null) return null;
  const sent = withReason(messages, reason) as LineMessage[] | null;
  if (!sent) return "no room";
  if (sent.length > messages.length) return { at: "alone", letters: reason.length };
  const at = sent.findIndex((message, index) => message !== messages[index]);
  return { at, letters: sent[at]!.text!.length - messages[at]!.text!.length };
}
