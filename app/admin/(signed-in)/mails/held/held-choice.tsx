"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { LinkButton } from "#components/link.tsx";
import { toast } from "#components/toast.tsx";
import { people } from "../../../numbers.ts";
import { dismiss, sendMail } from "./actions.ts";

type Props = { id: string; audience: string | null; count: number | null };

/** A person decides about a held mail; without an audience it can only be let go, or written anew. */
export function HeldChoice({ id, audience, count }: Props) {
  const [asked, setAsked] = useState<"send" | "dismiss" | null>(null);
  const [isPending, start] = useTransition();
  const heads = people(count ?? 0);

  function decide(act: typeof sendMail, done: string) {
    start(async () => {
      const answer = await act(id);
      setAsked(null);
      if (answer.ok) toast(done);
      else toast(answer.message, "error");
    });
  }

  return (
    <div className="flex flex-wrap gap-3 pt-3">
      {audience && count !== null ? (
        <Button onPress={() => setAsked("send")}>配信する</Button>
      ) : (
        <LinkButton href={`/admin/broadcasts/new?mail=${id}`}>配信対象を選んで作成する</LinkButton>
      )}
      <Button tone="secondary" onPress={() => setAsked("dismiss")}>
        見送る
      </Button>
      <ConfirmDialog
        title="このメールを配信しますか"
        confirm={`${heads}に配信する`}
        isOpen={asked === "send"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => decide(sendMail, "配信を開始しました。")}
      >
        <p>
          <strong>{audience}</strong>の<strong>{heads}</strong>
          に、いますぐ配信します。送った後に取り消すことはできません。
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        title="このメールを見送りますか"
        confirm="見送る"
        isOpen={asked === "dismiss"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => decide(dismiss, "見送りました。誰にも送られていません。")}
      >
        <p>誰にも配信されません。メールの内容と判断の過程は残りますが、このメールを後から配信することはできません。</p>
      </ConfirmDialog>
    </div>
  );
}
