"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import { knock } from "../../door.ts";
import { join } from "./actions.ts";

type Props = { token: string; email: string; department: string | undefined };
type Trouble = { message: string; of?: string };

export function JoinForm({ token, email, department }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [trouble, setTrouble] = useState<Trouble>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await join(token, name, password);
      if (!answer.ok) return setTrouble(troubleIn(answer));
      // Whoever cannot come in at once finds the door, where they are told why.
      location.assign((await knock(answer.value, password)) === "in" ? "/admin" : "/admin/sign-in");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <p className="text-std-16N-170 text-solid-gray-700">
        {department && `「${department}」の職員として、`}
        名前とこれから使うパスワードを登録してください。
      </p>
      {trouble && !trouble.of && <Notice tone="error" title={trouble.message} />}
      <TextField label="メールアドレス" type="email" autoComplete="username" value={email} isReadOnly />
      <TextField
        label="名前"
        autoComplete="name"
        isRequired
        value={name}
        onChange={setName}
        error={trouble?.of === "name" ? trouble.message : undefined}
      />
      <TextField
        label="パスワード"
        type="password"
        autoComplete="new-password"
        help="12文字以上。ほかのサービスと同じものは使わないでください。"
        isRequired
        value={password}
        onChange={setPassword}
        error={trouble?.of === "password" ? trouble.message : undefined}
      />
      <Button type="submit" size="large" wide isPending={isPending}>
        登録してサインインする
      </Button>
    </form>
  );
}

function troubleIn({
  message,
  issues: [issue],
}: {
  message: string;
  issues: { path: unknown[]; message: string }[];
}): Trouble {
  return issue ? { message: issue.message, of: String(issue.path[0]) } : { message };
}
