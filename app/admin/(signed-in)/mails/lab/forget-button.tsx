"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import { forgetCase } from "./actions.ts";

export function ForgetButton({ id, name }: { id: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isPending, start] = useTransition();
  const forget = () =>
    start(async () => {
      const answer = await forgetCase(id);
      setOpen(false);
      if (answer.ok) toast(`確認用メール「${name}」を削除しました。`);
      else toast(answer.message, "error");
    });
  return (
    <>
      <Button tone="quiet" size="small" aria-label={`確認用メール「${name}」を削除する`} onPress={() => setOpen(true)}>
        削除する
      </Button>
      <ConfirmDialog
        title={`確認用メール「${name}」を削除する`}
        confirm="削除する"
        isDanger
        isOpen={isOpen}
        isPending={isPending}
        onOpenChange={setOpen}
        onConfirm={forget}
      >
        <p>転送ルールを変えても、このメールの結果は確かめなくなります。元に戻すことはできません。</p>
      </ConfirmDialog>
    </>
  );
}
