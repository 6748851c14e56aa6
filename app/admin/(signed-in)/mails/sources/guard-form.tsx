"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { toast } from "#components/toast.tsx";
import type { Guards, MailGuards } from "#lib/mail/schema.ts";
import type { Answer } from "../../../attempt.ts";
import { GuardFields } from "../guard-fields.tsx";
import { draftOfGuards, guardsOfDraft } from "../rules/editor/draft.ts";

type Props = {
  /** Whose limits they are: 「県警」. */
  name: string;
  saved: MailGuards | null;
  inherited: Guards;
  /** What holds while nothing is set here. */
  otherwise: string;
  mayChange: boolean;
  onSave: (guards: MailGuards | null) => Promise<Answer<null>>;
};

/** The limits of the city, or of one source. */
export function GuardForm({ name, saved, inherited, otherwise, mayChange, onSave }: Props) {
  const [draft, setDraft] = useState(() => draftOfGuards(saved));
  const [refusal, setRefusal] = useState<Extract<Answer<null>, { ok: false }> | null>(null);
  const [isPending, start] = useTransition();
  const own = Object.keys(saved ?? {}).length;
  const save = () =>
    start(async () => {
      const answer = await onSave(guardsOfDraft(draft) ?? null);
      setRefusal(answer.ok ? null : answer);
      if (answer.ok) toast(`${name}の安全確認を保存しました。`);
    });
  return (
    <details>
      <summary className="w-fit text-std-16N-170 text-blue-900 underline underline-offset-4">
        安全確認の値（{own > 0 ? `${own}項目を個別に設定` : otherwise}）
      </summary>
      <div className="flex flex-col gap-4 pt-4">
        <GuardFields guards={draft} inherited={inherited} onChange={mayChange ? setDraft : () => {}} />
        {refusal && (
          <Notice tone="error" title={refusal.message}>
            {[...new Set(refusal.issues.map(({ message }) => message))].map((message) => (
              <p key={message}>{message}</p>
            ))}
          </Notice>
        )}
        {mayChange && (
          <div>
            <Button isPending={isPending} onPress={save} aria-label={`${name}の安全確認を保存する`}>
              安全確認を保存する
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}
