"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { TextArea } from "#components/text-area.tsx";
import type { Answer } from "../../attempt.ts";

type Props = {
  title: string;
  label: string;
  help: string;
  confirm: string;
  children: ReactNode;
  /** What is refused is shown here, and the reason stays typed. */
  onConfirm: (reason: string) => Promise<Answer<unknown>>;
  onClose: () => void;
};

/** A decision that must say why. */
export function ReasonDialog({ title, label, help, confirm, children, onConfirm, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [isPending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function decide() {
    if (!reason.trim()) return setTrouble("理由を入力してください。");
    setPending(true);
    const answer = await onConfirm(reason);
    setPending(false);
    if (answer.ok) return onClose();
    setTrouble(answer.issues[0]?.message ?? answer.message);
  }

  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {children}
      <TextArea label={label} help={help} isRequired rows={3} value={reason} onChange={setReason} error={trouble} />
      <div className="flex flex-col-reverse gap-3 pt-2 md:flex-row md:justify-end">
        <Button tone="secondary" onPress={onClose}>
          戻る
        </Button>
        <Button isPending={isPending} onPress={decide}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
