"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import type { Answer } from "./attempt.ts";

type Props = {
  /** On the button and in the dialog: a verb. */
  verb: string;
  /** Of what, for who hears the buttons of a list one after another. */
  label?: string;
  title: string;
  done: string;
  act: () => Promise<Answer<unknown>>;
  /** Where to go after. */
  next?: string;
  size?: "small" | "medium";
  children: ReactNode;
};

/** Something that is taken away: the dialog says what follows from it. */
export function ConfirmButton({ verb, label, title, done, act, next, size = "small", children }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [isPending, start] = useTransition();

  function confirm() {
    start(async () => {
      const answer = await act();
      setOpen(false);
      if (!answer.ok) return toast(answer.message, "error");
      toast(done);
      if (next) router.push(next);
    });
  }

  return (
    <>
      <Button tone="secondary" size={size} aria-label={label} onPress={() => setOpen(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        title={title}
        isOpen={isOpen}
        onOpenChange={setOpen}
        confirm={verb}
        isDanger
        isPending={isPending}
        onConfirm={confirm}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
