"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { formatJapaneseClock, formatJapaneseTime } from "#components/japanese-time.ts";
import { toast } from "#components/toast.tsx";
import { discard } from "./actions.ts";
import type { Draft } from "./use-draft.ts";

/** Always in sight: what is kept, and the way on. */
export function DraftLine({ draft, children }: { draft: Draft; children: ReactNode }) {
  return (
    <section
      aria-label="下書き"
      className="sticky bottom-0 z-20 -mx-4 -mb-6 flex flex-col gap-3 border-t-2 border-blue-900 bg-white px-4 py-3 md:-mx-8 md:-mb-8 md:flex-row md:items-center md:px-8"
    >
      <p role="status" className={`min-w-0 flex-1 ${draft.trouble ? "text-error-2" : "text-solid-gray-700"}`}>
        {draft.trouble ?? words(draft)}
      </p>
      <div className="flex flex-wrap gap-3">
        {draft.revision && <Discard revision={draft.revision} />}
        {children}
      </div>
    </section>
  );
}

function words({ isSaving, isUnsaved, overtaken, stored: { at, by } }: Draft): string {
  if (overtaken) return "まだ保存していない変更があります。";
  if (isSaving) return "下書きを保存しています…";
  if (isUnsaved) return "まだ保存していない変更があります。";
  if (!at) return "公開中の内容です。変更すると、下書きとして自動で保存します。";
  return by
    ? `${by}さんの下書きです（${formatJapaneseTime(at)}）`
    : `下書きを保存しました ${formatJapaneseClock(at, { seconds: true })}`;
}

function Discard({ revision }: { revision: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);

  async function confirm() {
    setPending(true);
    const answer = await discard(revision).catch(() => null);
    if (answer?.ok) return location.reload();
    setPending(false);
    setOpen(false);
    toast(answer?.message ?? "破棄できませんでした。通信を確かめてください。", "error");
  }

  return (
    <>
      <Button tone="secondary" onPress={() => setOpen(true)}>
        下書きを破棄する
      </Button>
      <ConfirmDialog
        title="下書きを破棄する"
        isOpen={isOpen}
        onOpenChange={setOpen}
        confirm="破棄する"
        isDanger
        isPending={isPending}
        onConfirm={confirm}
      >
        <p>公開していない変更がすべて消え、公開中の内容に戻ります。元には戻せません。</p>
      </ConfirmDialog>
    </>
  );
}
