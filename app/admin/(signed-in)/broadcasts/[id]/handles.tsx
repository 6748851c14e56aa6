"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { LinkButton } from "#components/link.tsx";
import { toast } from "#components/toast.tsx";
import type { BroadcastStatus } from "#db/words.ts";
import { cancel, pause, reopen, resume, stop } from "./actions.ts";
import { type Handle, type Handled, handleWords } from "./handle-words.ts";
import { useWatched } from "./watch.tsx";

const acts = { reopen, cancel, pause, resume, stop };

const offered: Record<BroadcastStatus, readonly Handle[]> = {
  draft: ["cancel"],
  awaiting_approval: ["cancel", "reopen"],
  scheduled: ["cancel", "reopen"],
  sending: ["pause", "stop"],
  paused: ["stop", "resume"],
  sent: [],
  canceled: [],
  stopped: [],
};

type Props = { broadcast: Omit<Handled, "accepted" | "left">; maySend: boolean; mayEdit: boolean };

/** What can be done in this state; each asks once, with its consequence and the numbers. */
export function Handles({ broadcast: known, maySend, mayEdit }: Props) {
  const { latest } = useWatched();
  const [asked, setAsked] = useState<Handle | null>(null);
  const [isPending, start] = useTransition();
  const router = useRouter();
  const { accepted, rejected, expired } = latest.progress;
  const broadcast = { ...known, accepted, left: Math.max(0, latest.total - accepted - rejected - expired) };
  const { id, status } = broadcast;
  const words = asked && handleWords(asked, broadcast);

  function act(handle: Handle) {
    start(async () => {
      const answer = await acts[handle](id);
      setAsked(null);
      if (answer.ok) toast(handleWords(handle, broadcast).done);
      else toast(answer.message, "error");
      if (answer.ok && handle === "reopen") router.push(`/admin/broadcasts/${id}/edit`);
    });
  }

  return (
    <>
      {maySend &&
        offered[status].map((handle) => (
          <Button key={handle} tone={handle === "resume" ? "primary" : "secondary"} onPress={() => setAsked(handle)}>
            {handleWords(handle, broadcast).button}
          </Button>
        ))}
      {mayEdit && status === "draft" && <LinkButton href={`/admin/broadcasts/${id}/edit`}>編集する</LinkButton>}
      {asked && words && (
        <ConfirmDialog
          title={words.question}
          confirm={words.confirm}
          isOpen
          isDanger={asked === "stop" || asked === "cancel"}
          isPending={isPending}
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
          onConfirm={() => act(asked)}
        >
          <p>{words.consequence}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
