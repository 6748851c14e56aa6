"use client";

import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { resolve } from "./actions.ts";

export function ResolveButton({ id, title }: { id: string; title: string }) {
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await resolve(id);
      if (answer.ok) toast(`「${title}」を対応済みにしました。`);
      else toast(answer.message, "error");
    });
  }

  return (
    <Button
      tone="secondary"
      size="small"
      isPending={isPending}
      onPress={press}
      aria-label={`「${title}」を対応済みにする`}
    >
      対応済みにする
    </Button>
  );
}
