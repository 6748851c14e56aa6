"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { latest as askLatest, keep, overwrite, type Saved } from "./actions.ts";

const quietMs = 1200;

export type FirstDraft = {
  questions: DraftQuestion[];
  revision: string | null;
  version: number;
  saved: { at: string; by: string } | null;
  issues: Saved["issues"];
};

/** Saves by itself when the hands rest; stops as soon as somebody else was faster, until the person has decided. */
export function useDraft(first: FirstDraft) {
  const [questions, setQuestions] = useState(first.questions);
  const [stored, setStored] = useState({ questions: first.questions, at: first.saved?.at, by: first.saved?.by });
  const [issues, setIssues] = useState(first.issues);
  const [isSaving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [overtaken, setOvertaken] = useState<string>();
  const latest = useRef({ questions, kept: first.questions, revision: first.revision, issues: first.issues });
  latest.current.questions = questions;
  const queue = useRef(Promise.resolve(true));
  const isUnsaved = questions !== stored.questions;

  const take = useCallback((saved: Saved, wanted: DraftQuestion[]) => {
    latest.current = { ...latest.current, kept: wanted, revision: saved.revision, issues: saved.issues };
    setStored({ questions: wanted, at: saved.at, by: undefined });
    setIssues(saved.issues);
    setTrouble(undefined);
    setOvertaken(undefined);
    return true;
  }, []);

  const store = useCallback(async (): Promise<boolean> => {
    const { questions: wanted, kept, revision } = latest.current;
    if (wanted === kept) return true;
    const answer = await keep({ revision, version: first.version, questions: wanted }).catch(() => null);
    if (!answer?.ok) setTrouble(answer?.message ?? lost);
    else if ("overtaken" in answer.value) setOvertaken(answer.value.overtaken);
    else return take(answer.value, wanted);
    return false;
  }, [first.version, take]);

  const save = useCallback(() => {
    setSaving(true);
    queue.current = queue.current.then(store).finally(() => setSaving(false));
    return queue.current;
  }, [store]);

  const takeOver = useCallback(async () => {
    const wanted = latest.current.questions;
    const answer = await overwrite(wanted).catch(() => null);
    if (answer?.ok) take(answer.value, wanted);
    else setTrouble(answer?.message ?? lost);
  }, [take]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was changed is the reason to wait anew
  useEffect(() => {
    if (!isUnsaved || overtaken) return;
    const timer = setTimeout(save, quietMs);
    return () => clearTimeout(timer);
  }, [questions, isUnsaved, overtaken, save]);

  useLeaving(isUnsaved, store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    void findStale(first).then((isStale) => {
      if (isStale && latest.current.questions === first.questions) location.reload();
    });
  }, []);
  const { revision } = latest.current;
  /** Asked after a saving, when what is shown may not be drawn yet. */
  const isReady = () => latest.current.issues.length === 0;
  return {
    questions,
    setQuestions,
    stored,
    revision,
    issues,
    isSaving,
    isUnsaved,
    trouble,
    overtaken,
    save,
    takeOver,
    isReady,
  };
}

export type Draft = ReturnType<typeof useDraft>;

const lost = "保存できませんでした。変更した内容はこの画面に残っています。通信を確かめてください。";

/** Who goes back by the browser sees the page as it was, with a draft that has been saved or published since. */
async function findStale({ revision, version }: FirstDraft): Promise<boolean> {
  const answer = await askLatest().catch(() => null);
  return answer?.ok === true && (answer.value.revision !== revision || answer.value.version !== version);
}

/** Closing the page is asked about; going to another page of ours takes the last change along. */
function useLeaving(isUnsaved: boolean, store: () => Promise<boolean>): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
  useEffect(() => () => void store(), [store]);
}
