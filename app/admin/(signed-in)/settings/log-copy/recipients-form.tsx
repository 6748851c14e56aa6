"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextArea } from "#components/text-area.tsx";
import { toast } from "#components/toast.tsx";
import { save } from "./actions.ts";

export function RecipientsForm({ addresses }: { addresses: string }) {
  const [typed, setTyped] = useState(addresses);
  const [trouble, setTrouble] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await save(typed);
      setTrouble(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok) toast(typed.trim() ? "保存しました。毎朝7時に送ります。" : "保存しました。メールでは送りません。");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextArea
        label="送り先のメールアドレス"
        help="1行に1つ、20件まで書きます。システムを管理する人とは別の人（監査担当など）を選んでください。空にすると送りません。"
        value={typed}
        onChange={setTyped}
        error={trouble}
      />
      <div>
        <Button type="submit" size="large" isPending={isPending}>
          保存する
        </Button>
      </div>
    </form>
  );
}
