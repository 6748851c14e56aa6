"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import { saveLimit } from "./actions.ts";

/** Below how many people nothing is shown. */
export function LimitForm({ smallest }: { smallest: number }) {
  const [typed, setTyped] = useState(String(smallest));
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await saveLimit(Number(typed.normalize("NFKC")));
      setProblem(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok) toast(`${answer.value}人未満の項目を非表示にします。`);
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-3">
      <TextField
        label="この人数より少ない項目を非表示にする"
        inputMode="numeric"
        width="short"
        value={typed}
        onChange={setTyped}
        error={problem}
      />
      <Button type="submit" tone="secondary" isPending={isPending}>
        保存する
      </Button>
    </form>
  );
}
