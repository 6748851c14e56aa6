"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { AppSetup, type Setup } from "../../app-setup.tsx";
import { offerApp, takeApp } from "./actions.ts";
import { ProofForm } from "./proof-form.tsx";

type Props = { withCode: boolean; onDone: (recoveryCodes: string[]) => void; onCancel: () => void };

/** The password first, then the app. */
export function SetUp({ withCode, onDone, onCancel }: Props) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();

  if (!setup)
    return <ProofForm withCode={withCode} submit="次へ進む" act={offerApp} onDone={setSetup} onCancel={onCancel} />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code"));
    start(async () => {
      const answer = await takeApp(code);
      if (answer.ok) onDone(answer.value);
      else setProblem(answer.issues[0]?.message ?? answer.message);
    });
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
      <AppSetup setup={setup} />
      <TextField label="確認コード" name="code" autoComplete="one-time-code" isRequired autoFocus error={problem} />
      <Button type="submit" isPending={isPending}>
        設定する
      </Button>
    </form>
  );
}
