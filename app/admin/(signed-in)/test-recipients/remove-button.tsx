"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import type { Answer } from "../../attempt.ts";

type Props = {
  name: string;
  /** The profile file names them, and brings them back. */
  comesBack: boolean;
  remove: () => Promise<Answer<void>>;
};

export function RemoveButton({ name, comesBack, remove }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isPending, start] = useTransition();

  function confirm() {
    start(async () => {
      const answer = await remove();
      setOpen(false);
      if (!answer.ok) return toast(answer.message, "error");
      toast(`「${name}」さんをテスト配信先から外しました。`);
    });
  }

  return (
    <>
      <Button tone="secondary" size="small" aria-label={`「${name}」さんを外す`} onPress={() => setOpen(true)}>
        外す
      </Button>
      <ConfirmDialog
        title={`「${name}」さんをテスト配信先から外す`}
        isOpen={isOpen}
        onOpenChange={setOpen}
        confirm="外す"
        isDanger
        isPending={isPending}
        onConfirm={confirm}
      >
        <p>これからのテスト配信は、この方のLINEに届かなくなります。住民としての受信設定は変わりません。</p>
        {comesBack && <p>設定ファイルにも書かれているため、次に設定ファイルを適用すると元に戻ります。</p>}
      </ConfirmDialog>
    </>
  );
}
