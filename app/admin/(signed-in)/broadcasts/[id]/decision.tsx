"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { formatJapaneseTime } from "#components/japanese-time.ts";
import { toast } from "#components/toast.tsx";
import { people } from "../../../numbers.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { approve, reject } from "./approval-actions.ts";

type Props = { id: string; title: string; submission: string; count: number; scheduledFor: string | null };

/** The second person lets it go, or sends it back with a reason. */
export function Decision({ id, title, submission, count, scheduledFor }: Props) {
  const [asked, setAsked] = useState<"approve" | "reject" | null>(null);
  const [isPending, start] = useTransition();
  const when = scheduledFor ? formatJapaneseTime(scheduledFor) : "いますぐ";

  function letGo() {
    start(async () => {
      const answer = await approve(id, submission);
      setAsked(null);
      if (answer.ok)
        toast(scheduledFor ? "承認しました。予定の時刻に配信されます。" : "承認しました。配信を始めます。");
      else toast(answer.message, "error");
    });
  }

  async function sendBack(reason: string) {
    const answer = await reject(id, submission, reason);
    if (answer.ok) toast("差し戻しました。理由は作成した職員に表示されます。");
    return answer;
  }

  return (
    <>
      <Button onPress={() => setAsked("approve")}>承認する</Button>
      <Button tone="secondary" onPress={() => setAsked("reject")}>
        差し戻す
      </Button>
      <ConfirmDialog
        title={`「${title}」を承認しますか`}
        confirm={`${people(count)}への配信を承認する`}
        isOpen={asked === "approve"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={letGo}
      >
        <p>
          {when}、{people(count)}に配信されます。{!scheduledFor && "送った後に取り消すことはできません。"}
        </p>
      </ConfirmDialog>
      {asked === "reject" && (
        <ReasonDialog
          title={`「${title}」を差し戻しますか`}
          label="差し戻す理由"
          help="直してほしいところが分かるように書いてください。"
          confirm="差し戻す"
          onConfirm={sendBack}
          onClose={() => setAsked(null)}
        >
          <p>下書きに戻ります。誰にも送られません。直した後、もう一度申請できます。</p>
        </ReasonDialog>
      )}
    </>
  );
}
