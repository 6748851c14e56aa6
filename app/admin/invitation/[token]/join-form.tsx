"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import { knock } from "../../door.ts";
import { type Problems, problemsOf, toFirstProblem } from "../../problems.ts";
import { join } from "./actions.ts";

type Props = { token: string; email: string; department: string | undefined };

export function JoinForm({ token, email, department }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [problems, setProblems] = useState<Problems<"name" | "password">>({});
  const [isPending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    start(async () => {
      const answer = await join(token, name, password);
      if (!answer.ok) {
        setProblems(problemsOf(answer));
        return toFirstProblem(form);
      }
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
      {problems.whole && <Notice tone="error" title={problems.whole} />}
      <TextField label="メールアドレス" type="email" autoComplete="username" value={email} isReadOnly />
      <TextField label="名前" autoComplete="name" isRequired value={name} onChange={setName} error={problems.name} />
      <TextField
        label="パスワード"
        type="password"
        autoComplete="new-password"
        help="12文字以上。関係のない言葉を3つ以上つなげると、強く、覚えやすくなります。記号や数字は必須ではありません。"
        isRequired
        value={password}
        onChange={setPassword}
        error={problems.password}
      />
      <Button type="submit" size="large" wide isPending={isPending}>
        登録してサインインする
      </Button>
    </form>
  );
}
