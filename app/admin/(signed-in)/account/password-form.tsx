"use client";

import { type FormEvent, useRef, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import { type Problems, problemsOf } from "../../problems.ts";
import { change } from "./actions.ts";

const empty = { password: "", newPassword: "" };

export function PasswordForm() {
  const [typed, setTyped] = useState(empty);
  const [isShown, setShown] = useState(false);
  const [problems, setProblems] = useState<Problems<keyof typeof empty>>({});
  const [isPending, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await change(typed);
      if (!answer.ok) {
        const found = problemsOf<keyof typeof empty>(answer);
        setProblems(found);
        return form.current
          ?.querySelector<HTMLInputElement>(`[name=${found.password ? "password" : "newPassword"}]`)
          ?.focus();
      }
      setTyped(empty);
      setProblems({});
      const others = answer.value > 0 ? `ほかの${answer.value}台の端末はサインアウトしました。` : "";
      toast(`パスワードを変更しました。${others}`);
    });
  }

  const type = isShown ? "text" : "password";
  return (
    <form
      ref={form}
      method="post"
      onSubmit={submit}
      noValidate
      className="flex w-full max-w-lg flex-col items-start gap-4"
    >
      {problems.whole && <Notice tone="error" title={problems.whole} />}
      <div className="flex w-full flex-col gap-4">
        <TextField
          label="いまのパスワード"
          name="password"
          type={type}
          autoComplete="current-password"
          isRequired
          value={typed.password}
          onChange={(password) => setTyped({ ...typed, password })}
          error={problems.password}
        />
        <TextField
          label="新しいパスワード"
          name="newPassword"
          help="12文字以上。関係のない言葉を3つ以上つなげると、強く、覚えやすくなります。記号や数字は必須ではありません。"
          type={type}
          autoComplete="new-password"
          isRequired
          value={typed.newPassword}
          onChange={(newPassword) => setTyped({ ...typed, newPassword })}
          error={problems.newPassword}
        />
        <Checkbox isSelected={isShown} onChange={setShown}>
          入力した文字を表示する
        </Checkbox>
      </div>
      <p className="text-std-16N-170">変更すると、この端末のほかは、すべてサインアウトされます。</p>
      <Button type="submit" tone="secondary" isPending={isPending}>
        パスワードを変更する
      </Button>
    </form>
  );
}
