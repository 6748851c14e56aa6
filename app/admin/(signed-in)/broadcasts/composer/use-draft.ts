"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Question } from "#lib/preferences/schema.ts";
import { type Kept, saveDraft } from "./actions.ts";
import { byField, type Problems, problemsOf } from "./problems.ts";
import { compositionOf, type Values } from "./values.ts";

const quietMs = 1500;

export type Draft = {
  kept: Kept | null;
  isSaving: boolean;
  isUnsaved: boolean;
  trouble: string | null;
  refused: Problems;
  save: () => Promise<Kept | null>;
};

/** Saves by itself when the typing pauses and the draft is whole; never two saves at once, never one forgotten. */
export function useDraft(values: Values, questions: readonly Question[], first: Kept | null): Draft {
  const [kept, setKept] = useState(first);
  const [isSaving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problems>({});
  const written = JSON.stringify(compositionOf(values, questions));
  const [stored, setStored] = useState(written);
  const latest = useRef({ written, stored, id: kept?.id ?? null });
  latest.current = { ...latest.current, written };
  const queue = useRef<Promise<Kept | null>>(Promise.resolve(first));
  const isUnsaved = written !== stored;
  const isWhole = Object.keys(problemsOf(values, questions)).length === 0;

  const store = useCallback(async (before: Kept | null): Promise<Kept | null> => {
    const { written: wanted, stored: had, id } = latest.current;
    if (before && wanted === had) return before;
    const answer = await saveDraft(id, JSON.parse(wanted)).catch(() => null);
    setTrouble(answer?.ok ? null : (answer?.message ?? "保存できませんでした。入力した内容はこの画面に残っています。"));
    setRefused(answer && !answer.ok ? byField(answer.issues) : {});
    if (!answer?.ok) return null;
    latest.current = { ...latest.current, stored: wanted, id: answer.value.id };
    setStored(wanted);
    setKept(answer.value);
    if (!id) history.replaceState(null, "", `/admin/broadcasts/${answer.value.id}/edit`);
    return answer.value;
  }, []);

  const save = useCallback(() => {
    setSaving(true);
    queue.current = queue.current.then(store).finally(() => setSaving(false));
    return queue.current;
  }, [store]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written is the reason to wait anew
  useEffect(() => {
    if (!isUnsaved || !isWhole) return;
    const timer = setTimeout(save, quietMs);
    return () => clearTimeout(timer);
  }, [written, isUnsaved, isWhole, save]);

  useLeaveWarning(isUnsaved);
  return { kept, isSaving, isUnsaved, trouble, refused, save };
}

function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
