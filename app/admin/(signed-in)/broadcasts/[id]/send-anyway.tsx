"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/button.tsx";
import { toast } from "#components/toast.tsx";
import { people } from "../../../numbers.ts";
import { ReasonDialog } from "../reason-dialog.tsx";
import { sendAnyway } from "./approval-actions.ts";

type Props = { id: string; seen: string; count: number };

/** For an administrator in an emergency: nobody else can be reached. */
export function SendAnyway({ id, seen, count }: Props) {
  const [isAsked, setAsked] = useState(false);
  const router = useRouter();

  async function send(reason: string) {
    const answer = await sendAnyway(id, seen, reason);
    if (answer.ok) {
      toast("承認なしで配信しました。別の職員が確認するまで「承認なしの配信」に残ります。");
      router.push(`/admin/broadcasts/${id}`);
    }
    return answer;
  }

  return (
    <>
      <Button tone="quiet" onPress={() => setAsked(true)}>
        承認なしで配信する
      </Button>
      {isAsked && (
        <ReasonDialog
          title="承認なしで配信しますか"
          label="承認を待てない理由"
          help="操作ログに残り、職員全員に知らされます。"
          confirm={`承認なしで${people(count)}に配信する`}
          onConfirm={send}
          onClose={() => setAsked(false)}
        >
          <p>
            災害など、ほかの職員の承認を待てないときだけ使ってください。配信した後、別の職員が内容を確認するまで「承認なしの配信」に残ります。
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
