"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useMemo, useRef, useState, useTransition } from "react";
import { draftOf, emptyDraft, type Group } from "#components/rule-builder/draft.ts";
import { missingIn, ruleOfDraft } from "#components/rule-builder/draft-rule.ts";
import { toast } from "#components/toast.tsx";
import type { Question } from "#lib/preferences/schema.ts";
import type { SegmentDefinition } from "#lib/segments/schema.ts";
import type { Answer } from "../../attempt.ts";
import { useLeaveGuard } from "../../use-leave-guard.ts";
import { create, save } from "./actions.ts";

type Problems = { name?: string; key?: string };
type Refusal = Extract<Answer<unknown>, { ok: false }>;

/** What stands in the form, what is wrong with it, and how it is saved. */
export function useSegmentForm(segment: SegmentDefinition | null, questions: Question[]) {
  const readDraft = useMemo(() => (segment ? draftOf(segment.rule, questions) : emptyDraft), [segment, questions]);
  const [name, setName] = useState(segment?.name ?? "");
  const [key, setKey] = useState("");
  const [draft, setDraft] = useState<Group | null>(readDraft);
  const [wasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const rule = useMemo(() => (draft ? ruleOfDraft(draft, questions) : segment!.rule), [draft, questions, segment]);
  useLeaveGuard(name !== (segment?.name ?? "") || key !== "" || draft !== readDraft);
  const { ref, focusProblem } = useProblemFocus();
  const { isPending, send } = useSaving((refused) => {
    setRefusal(refused);
    focusProblem();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    setRefusal(null);
    if (!rule || !name.trim()) return focusProblem();
    const typed = { name: name.trim(), rule };
    send(() => (segment ? save({ ...typed, key: segment.key }) : create({ ...typed, key: key.trim() || undefined })));
  }

  const noName = wasTried && !name.trim() ? "名前を入力してください。" : undefined;
  return {
    ...{ ref, submit, isPending, name, setName, key, setKey, draft, setDraft, rule },
    wasUnshown: readDraft === null,
    missing: wasTried && draft ? missingIn(draft, questions) : {},
    problems: { name: noName ?? issueAt(refusal, "name"), key: issueAt(refusal, "key") } satisfies Problems,
    trouble: refusal && troubleOf(refusal),
  };
}

function useSaving(onRefused: (refusal: Refusal) => void) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const send = (act: () => Promise<Answer<SegmentDefinition>>) =>
    start(async () => {
      const answer = await act();
      if (!answer.ok) return onRefused(answer);
      toast(`配信グループ「${answer.value.name}」を保存しました。`);
      router.push("/admin/segments");
    });
  return { isPending, send };
}

/** After an attempt that failed the focus stands on the first thing to mend. */
function useProblemFocus() {
  const ref = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts === 0) return;
    const places = "[aria-invalid=true], [data-invalid] input, [data-missing], [role=alert]";
    const first = ref.current?.querySelector<HTMLElement>(places);
    first?.focus();
    first?.scrollIntoView({ block: "center" });
  }, [attempts]);
  return { ref, focusProblem: () => setAttempts((before) => before + 1) };
}

function issueAt(refusal: Refusal | null, field: string): string | undefined {
  return refusal?.issues.find(({ path }) => path[0] === field)?.message;
}

/** What belongs to no field is said above them all. */
function troubleOf({ message, issues }: Refusal): string {
  const other = issues.filter(({ path }) => path[0] !== "name" && path[0] !== "key");
  return [message, ...other.map((issue) => issue.message)].join(" ");
}
