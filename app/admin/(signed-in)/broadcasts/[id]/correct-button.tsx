"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { correct } from "./actions.ts";

/** Leads to a draft for those who got this broadcast; nothing is sent by it. */
export function CorrectButton({ id }: { id: string }) {
  const router = useRouter();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await correct(id);
      if (answer.ok) router.push(`/admin/broadcasts/${answer.value}/edit`);
      else toast(answer.message, "error");
    });
  }

  return (
    <Button tone="secondary" isPending={isPending} onPress={press}>
      訂正配信を作成する
    </Button>
  );
}
