"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { TextArea } from "#components/text-area.tsx";
import { toast } from "#components/toast.tsx";
import { limit } from "./actions.ts";

export function AddressForm({ ranges }: { ranges: string }) {
  const [typed, setTyped] = useState(ranges);
  const [trouble, setTrouble] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await limit(typed);
      setTrouble(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (!answer.ok) return;
      toast(typed.trim() ? "保存しました。数秒で有効になります。" : "保存しました。どこからでも入れます。");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextArea
        label="入れるアドレス"
        help="1行に1つ、IPアドレスかCIDR（203.0.113.7、198.51.100.0/24、2001:db8::/32）を書きます。空にすると制限しません。"
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
