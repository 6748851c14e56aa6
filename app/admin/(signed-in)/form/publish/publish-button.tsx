"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { publish } from "../actions.ts";

/** Publishes what is on this page and nothing else. */
export function PublishButton(seen: { revision: string; version: number }) {
  const router = useRouter();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await publish(seen);
      if (answer.ok) {
        toast(`登録フォームを公開しました（第${answer.value}版）。`);
        router.push("/admin/form");
        router.refresh();
      } else {
        toast(answer.message, "error");
        router.refresh();
      }
    });
  }

  return (
    <Button size="large" isPending={isPending} onPress={press}>
      登録フォームを公開する
    </Button>
  );
}
