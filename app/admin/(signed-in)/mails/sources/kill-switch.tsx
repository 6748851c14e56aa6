"use client";

import { useState, useTransition } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import type { Answer } from "../../../attempt.ts";
import { letSend, stopSending } from "./actions.ts";

type Props = { isOff: boolean; mayChange: boolean };

/** Everything that goes out without a member of staff, stopped at once. */
export function KillSwitch({ isOff, mayChange }: Props) {
  const [isAsked, setAsked] = useState(false);
  const [isPending, start] = useTransition();
  const act = (doing: () => Promise<Answer<number | null>>, done: (paused: number) => string) =>
    start(async () => {
      const answer = await doing();
      setAsked(false);
      if (answer.ok) toast(done(answer.value ?? 0));
      else toast(answer.message, "error");
    });
  return (
    <section
      aria-labelledby="sending"
      className={`flex flex-col gap-3 rounded-8 border p-4 ${isOff ? "border-2 border-error-1" : "border-solid-gray-420"}`}
    >
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="sending" className="min-w-0 flex-1 text-std-18B-160">
          自動配信（すべての発信元と外部システム）
        </h2>
        {isOff ? <Badge tone="danger">停止中</Badge> : <Badge tone="success">動いています</Badge>}
      </div>
      <p className="text-std-16N-170 text-solid-gray-700">
        {isOff
          ? "届いたメールはすべて保留しています。職員が作成した配信は、これまでどおり送れます。"
          : "誤った配信が続くときは、ここでまとめて止めます。職員が作成した配信は止まりません。"}
      </p>
      {mayChange && (
        <div>
          <Button tone={isOff ? "primary" : "danger"} isPending={isPending} onPress={() => setAsked(true)}>
            {isOff ? "自動配信を再開する" : "自動配信を停止する"}
          </Button>
        </div>
      )}
      <ConfirmDialog
        title={isOff ? "自動配信を再開しますか" : "自動配信を停止しますか"}
        confirm={isOff ? "再開する" : "停止する"}
        isDanger={!isOff}
        isOpen={isAsked}
        isPending={isPending}
        onOpenChange={setAsked}
        onConfirm={() =>
          isOff
            ? act(letSend, () => "自動配信を再開しました。")
            : act(stopSending, (paused) => `自動配信を停止しました。配信中だった${paused}件を一時停止しました。`)
        }
      >
        <p>
          {isOff
            ? "これから届くメールは、ふたたび自動で配信されます。停止中に保留・一時停止したものは、職員が1件ずつ判断するまで送られません。"
            : "再開するまで、届いたメールはすべて保留され、メールと外部システムからの配信中のものは一時停止します。失われるものはありません。"}
        </p>
      </ConfirmDialog>
    </section>
  );
}
