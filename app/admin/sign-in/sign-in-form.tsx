"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { type Knocked, knock } from "../door.ts";
import { TroubleNotice } from "./trouble.tsx";

export function SignInForm({ next }: { next: string }) {
  const [trouble, setTrouble] = useState<Exclude<Knocked, "in"> | null>(null);
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setPending(true);
    const knocked = await knock(String(fields.get("email")), String(fields.get("password")));
    // A full load: nothing of the time before signing in may stay in the router's memory. Who still owes a second
    // factor comes back here and is asked for it.
    if (knocked === "in") return location.assign(next);
    setTrouble(knocked);
    setPending(false);
    if (knocked === "wrong") form.current?.querySelector<HTMLInputElement>("[name=password]")?.select();
  }

  return (
    <form ref={form} method="post" onSubmit={submit} className="flex flex-col gap-5">
      <TroubleNotice trouble={trouble} />
      <TextField label="メールアドレス" name="email" type="email" autoComplete="username" isRequired />
      <TextField label="パスワード" name="password" type="password" autoComplete="current-password" isRequired />
      <Button type="submit" size="large" wide isPending={isPending}>
        サインインする
      </Button>
    </form>
  );
}
