"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Feature, Permission } from "#db/words.ts";
import { CopyField } from "../../../../copy-field.tsx";
import { PermissionsField } from "../../../../permissions-field.tsx";
import { type Problems, problemsOf, toFirstProblem } from "../../../../problems.ts";
import { issue } from "../actions.ts";

/** What other systems can ask for: everything else has no door. */
const reachable: readonly Feature[] = ["broadcasts", "segments"];

type Permissions = Record<Feature, Permission>;

export function TokenForm({ nothing }: { nothing: Permissions }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("365");
  const [permissions, setPermissions] = useState<Permissions>({ ...nothing, broadcasts: "send", segments: "view" });
  const [problems, setProblems] = useState<Problems<"name" | "days">>({});
  const [token, setToken] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    start(async () => {
      const answer = await issue({ name, permissions, days: days.normalize("NFKC") });
      if (answer.ok) return setToken(answer.value);
      setProblems(problemsOf(answer));
      toFirstProblem(form);
    });
  }

  if (token) return <Told name={name} token={token} />;
  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      {problems.whole && <Notice tone="error" title={problems.whole} />}
      <TextField
        label="名前"
        help="「防災情報システム」など、どのシステムが使うか分かる名前にします。"
        isRequired
        value={name}
        onChange={setName}
        error={problems.name}
      />
      <TextField
        label="有効な日数"
        help="期限が来ると使えなくなります。最長で5年です。"
        inputMode="numeric"
        width="short"
        isRequired
        value={days}
        onChange={setDays}
        error={problems.days}
      />
      <PermissionsField value={permissions} onChange={setPermissions} only={reachable} />
      <div>
        <Button type="submit" size="large" isPending={isPending}>
          発行する
        </Button>
      </div>
    </form>
  );
}

function Told({ name, token }: { name: string; token: string }) {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Notice tone="warning" title={`「${name}」のトークンを発行しました`}>
        表示するのは今回だけです。いまコピーして、相手のシステムに安全な方法で設定してください。
      </Notice>
      <CopyField label="APIトークン" value={token} />
      <div>
        <LinkButton tone="secondary" href="/admin/settings/tokens">
          APIトークンの一覧に戻る
        </LinkButton>
      </div>
    </div>
  );
}
