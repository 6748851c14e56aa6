"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import { rename } from "./actions.ts";

export function NameForm({ name: before }: { name: string }) {
  const [name, setName] = useState(before);
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await rename(name);
      setProblem(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok) toast("名前を保存しました。");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex w-full max-w-lg flex-col items-start gap-3">
      <div className="w-full">
        <TextField
          label="名前"
          help="同僚の画面や操作ログに、この名前で表示されます。"
          autoComplete="name"
          isRequired
          value={name}
          onChange={setName}
          error={problem}
        />
      </div>
      <Button type="submit" tone="secondary" isPending={isPending}>
        名前を保存する
      </Button>
    </form>
  );
}
