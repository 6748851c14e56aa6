"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { people } from "../../../../numbers.ts";
import { send } from "./actions.ts";

type Props = { id: string; seen: string; count: number; isReserved: boolean };

/** Repeats the verb and the number. */
export function SendButton({ id, seen, count, isReserved }: Props) {
  const router = useRouter();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await send(id, seen);
      if (answer.ok) {
        toast(isReserved ? "配信を予約しました。時刻までは取り消せます。" : "配信を開始しました。");
        router.push(`/admin/broadcasts/${id}`);
      } else {
        toast(answer.message, "error");
        router.refresh();
      }
    });
  }

  return (
    <Button size="large" isPending={isPending} isDisabled={count === 0 && !isReserved} onPress={press}>
      {isReserved ? `${people(count)}への配信を予約する` : `${people(count)}に配信する`}
    </Button>
  );
}
