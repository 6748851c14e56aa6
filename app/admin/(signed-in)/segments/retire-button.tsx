"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog, Dialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import { countPlaces, type SegmentUse } from "#lib/segments/schema.ts";
import { retire } from "./actions.ts";
import { UseList } from "./where-used.tsx";

type Props = { segmentKey: string; name: string; use: SegmentUse };

/** Nothing that is in use can go; then the dialog says where. */
export function RetireButton({ segmentKey, name, use }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { isPending, confirm } = useRetire(segmentKey, name, () => setOpen(false));
  const dialog = { title: `「${name}」の使用をやめる`, isOpen, onOpenChange: setOpen };
  const isUsed = countPlaces(use) > 0;
  return (
    <>
      <Button tone="secondary" onPress={() => setOpen(true)}>
        使用をやめる
      </Button>
      {isUsed ? (
        <Dialog {...dialog}>
          <p>次のところで使われているため、使用をやめられません。先にそちらの配信対象を変更してください。</p>
          <UseList use={use} />
          <Button tone="secondary" onPress={() => setOpen(false)}>
            戻る
          </Button>
        </Dialog>
      ) : (
        <ConfirmDialog {...dialog} confirm="使用をやめる" isDanger isPending={isPending} onConfirm={confirm}>
          <p>一覧と配信の画面から消え、新しい配信では選べなくなります。これまでの配信の記録は残ります。</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function useRetire(key: string, name: string, close: () => void) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  const confirm = () =>
    start(async () => {
      const answer = await retire(key);
      close();
      if (!answer.ok) return toast(answer.message, "error");
      toast(`配信グループ「${name}」の使用をやめました。`);
      router.push("/admin/segments");
    });
  return { isPending, confirm };
}
