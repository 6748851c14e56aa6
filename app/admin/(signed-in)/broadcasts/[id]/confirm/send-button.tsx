"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import type { BroadcastStatus } from "#db/words.ts";
import { people } from "../../../../numbers.ts";
import { send } from "./actions.ts";

type Props = { id: string; seen: string; count: number; isReserved: boolean; mustWait: boolean };

/** Repeats the verb and the number. */
export function SendButton({ id, seen, count, isReserved, mustWait }: Props) {
  const router = useRouter();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await send(id, seen);
      if (answer.ok) {
        toast(
          done[answer.value] ?? (isReserved ? "配信を予約しました。時刻までは取り消せます。" : "配信を開始しました。"),
        );
        router.push(`/admin/broadcasts/${id}`);
      } else {
        toast(answer.message, "error");
        router.refresh();
      }
    });
  }

  return (
    <Button size="large" isPending={isPending} isDisabled={count === 0 && !isReserved} onPress={press}>
      {wordsFor(people(count), isReserved, mustWait)}
    </Button>
  );
}

const done: Partial<Record<BroadcastStatus, string>> = {
  awaiting_approval: "承認を申請しました。別の職員が承認すると配信されます。",
};

function wordsFor(heads: string, isReserved: boolean, mustWait: boolean): string {
  if (mustWait) return `${heads}への配信の承認を申請する`;
  return isReserved ? `${heads}への配信を予約する` : `${heads}に配信する`;
}
