"use client";

import { type FormEvent, useRef, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { giveCode } from "./actions.ts";
import { type Trouble, TroubleNotice } from "./trouble.tsx";

type Props = { submit: string; help?: string; onIn: (recoveryCodes: string[] | null) => void };

/** One field for whatever opens the second door: the app's six digits or a recovery code. */
export function CodeForm({ submit, help, onIn }: Props) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  function give(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code"));
    start(async () => {
      const answer = await giveCode(code).catch(() => ({ refused: "failed" as const }));
      if (!("refused" in answer)) return onIn(answer.recoveryCodes);
      setTrouble(answer.refused === "wrong" ? "wrongCode" : answer.refused);
      form.current?.querySelector<HTMLInputElement>("[name=code]")?.select();
    });
  }

  return (
    <form ref={form} method="post" onSubmit={give} className="flex flex-col gap-5">
      <TroubleNotice trouble={trouble} />
      <TextField
        label="確認コード"
        help={help}
        name="code"
        autoComplete="one-time-code"
        spellCheck="false"
        isRequired
      />
      <Button type="submit" size="large" wide isPending={isPending}>
        {submit}
      </Button>
    </form>
  );
}
