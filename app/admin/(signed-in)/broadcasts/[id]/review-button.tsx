"use client";

import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { review } from "./approval-actions.ts";

export function ReviewButton({ id, title }: { id: string; title: string }) {
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await review(id);
      if (answer.ok) toast("確認済みにしました。");
      else toast(answer.message, "error");
    });
  }

  return (
    <Button tone="secondary" size="small" isPending={isPending} onPress={press} aria-label={`${title}を確認済みにする`}>
      確認済みにする
    </Button>
  );
}
