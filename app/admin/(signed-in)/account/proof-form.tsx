"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Answer } from "../../attempt.ts";
import { type Problems, problemsOf } from "../../problems.ts";
import type { Proof } from "./actions.ts";

type Props<T> = {
  /** Who has no app yet proves themselves by password alone. */
  withCode: boolean;
  submit: string;
  isDanger?: boolean;
  act: (proof: Proof) => Promise<Answer<T>>;
  onDone: (value: T) => void;
  onCancel: () => void;
};

/** That it is really them, and not somebody at a desk left open. */
export function ProofForm<T>({ withCode, submit, isDanger, act, onDone, onCancel }: Props<T>) {
  const [proof, setProof] = useState<Proof>({ password: "", code: "" });
  const [problems, setProblems] = useState<Problems<keyof Proof>>({});
  const [isPending, start] = useTransition();

  function prove(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await act(proof);
      if (answer.ok) onDone(answer.value);
      else setProblems(problemsOf(answer));
    });
  }

  return (
    <form method="post" onSubmit={prove} noValidate className="flex flex-col gap-4">
      {problems.whole && <Notice tone="error" title={problems.whole} />}
      <TextField
        label="パスワード"
        type="password"
        autoComplete="current-password"
        isRequired
        autoFocus
        value={proof.password}
        onChange={(password) => setProof({ ...proof, password })}
        error={problems.password}
      />
      {withCode && (
        <TextField
          label="いまの確認コード"
          help="認証アプリの6桁の数字か、リカバリーコード"
          autoComplete="one-time-code"
          isRequired
          value={proof.code}
          onChange={(code) => setProof({ ...proof, code })}
          error={problems.code}
        />
      )}
      <div className="flex flex-col-reverse gap-3 pt-2 md:flex-row md:justify-end">
        <Button tone="secondary" onPress={onCancel}>
          戻る
        </Button>
        <Button type="submit" tone={isDanger ? "danger" : "primary"} isPending={isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
