"use client";

import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { end, endOthers } from "./actions.ts";

export function EndButton({ id, device }: { id: string; device: string }) {
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await end(id);
      if (!answer.ok) return toast(answer.message, "error");
      toast(`${device} をサインアウトしました。`);
      document.getElementById("sessions")?.focus();
    });
  }

  return (
    <Button
      tone="secondary"
      size="small"
      aria-label={`${device} をサインアウトする`}
      isPending={isPending}
      onPress={press}
    >
      サインアウトする
    </Button>
  );
}

export function EndOthersButton({ others }: { others: number }) {
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await endOthers();
      if (!answer.ok) return toast(answer.message, "error");
      toast(`ほかの${answer.value}台をサインアウトしました。`);
      document.getElementById("sessions")?.focus();
    });
  }

  return (
    <Button tone="secondary" isPending={isPending} onPress={press}>
      ほかの{others}台をすべてサインアウトする
    </Button>
  );
}
