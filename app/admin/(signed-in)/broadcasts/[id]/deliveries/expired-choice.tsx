"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { Notice } from "#components/notice.tsx";
import { toast } from "#components/toast.tsx";
import { people } from "../../../../numbers.ts";
import { letGo, resend } from "./actions.ts";

type Props = { id: string; people: number; forgotten: number; maySend: boolean; isStopped: boolean };

/** A person decides about what LINE never answered for: only they can weigh twice against never. */
export function ExpiredChoice({ id, people: all, forgotten, maySend, isStopped }: Props) {
  const [asked, setAsked] = useState<"resend" | "letGo" | null>(null);
  const [isPending, start] = useTransition();
  const known = all - forgotten;

  function decide(act: typeof resend, done: string) {
    start(async () => {
      const answer = await act(id);
      setAsked(null);
      if (answer.ok) toast(done);
      else toast(answer.message, "error");
    });
  }

  return (
    <Notice tone="warning" title={`${people(all)}分は、LINEに受け付けられたか分からないまま24時間がたちました`}>
      <p>
        もう届いている人と、届いていない人がいます。大切な内容ならもう一度送り、急ぎでなければ送らないことを選んでください。
        {forgotten > 0 && `${people(forgotten)}分は送り先の記録の保存期間が過ぎたため、もう一度送れません。`}
      </p>
      {maySend && (
        <div className="flex flex-wrap gap-3 pt-3 pb-1">
          {known > 0 && !isStopped && <Button onPress={() => setAsked("resend")}>もう一度送る</Button>}
          <Button tone="secondary" onPress={() => setAsked("letGo")}>
            送らない
          </Button>
        </div>
      )}
      <ConfirmDialog
        title={`${people(known)}にもう一度送りますか`}
        confirm={`${people(known)}にもう一度送る`}
        isOpen={asked === "resend"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => decide(resend, `${people(known)}にもう一度送ります。`)}
      >
        <p>
          LINEは24時間を過ぎた送信を見分けられません。
          <strong>すでに届いている人には、同じメッセージが2回届きます。</strong>
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        title={`${people(all)}分を送らないことにしますか`}
        confirm="送らない"
        isOpen={asked === "letGo"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => decide(letGo, "送らないことにしました。お知らせは対応済みになります。")}
      >
        <p>届いていない人には、このメッセージは届きません。決めたことは操作ログに残ります。</p>
      </ConfirmDialog>
    </Notice>
  );
}
