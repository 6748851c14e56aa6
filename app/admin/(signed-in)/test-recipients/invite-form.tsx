"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { invite } from "./actions.ts";

/** A name first: whoever holds the phone is asked to write the code that then appears. */
export function InviteForm() {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await invite(name);
      setProblem(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok) setName("");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-lg flex-col items-start gap-3">
      <div className="w-full">
        <TextField
          label="登録する人の名前"
          help="職員の名前や「広報課の確認用」など、誰の電話か分かる名前にします。"
          isRequired
          value={name}
          onChange={setName}
          error={problem}
        />
      </div>
      <Button type="submit" isPending={isPending}>
        コードを発行する
      </Button>
    </form>
  );
}
