"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import { save } from "./actions.ts";

type Props = { idle: string; absolute: string; isRequired: boolean };

export function SignInSettingsForm(stored: Props) {
  const [idle, setIdle] = useState(stored.idle);
  const [absolute, setAbsolute] = useState(stored.absolute);
  const [factor, setFactor] = useState(stored.isRequired ? "required" : "optional");
  const [trouble, setTrouble] = useState<{ message: string; of?: string }>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const answer = await save({ idle: read(idle), absolute: read(absolute), isRequired: factor === "required" });
      if (answer.ok) toast("保存しました。");
      const [wrong] = answer.ok ? [] : answer.issues;
      if (answer.ok) setTrouble(undefined);
      else setTrouble(wrong ? { message: wrong.message, of: String(wrong.path[0]) } : { message: answer.message });
    });
  }

  const problemOf = (field: string) => (trouble?.of === field ? trouble.message : undefined);
  const hours = { inputMode: "decimal", width: "short", isRequired: true } as const;
  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      {trouble && !trouble.of && <Notice tone="error" title={trouble.message} />}
      <TextField
        {...hours}
        label="操作がないときに終了するまでの時間"
        help="時間で入力します（例: 8、0.5）。"
        value={idle}
        onChange={setIdle}
        error={problemOf("idle")}
      />
      <TextField
        {...hours}
        label="最長の時間"
        help="操作を続けていても、この時間でサインインし直します。24時間まで。"
        value={absolute}
        onChange={setAbsolute}
        error={problemOf("absolute")}
      />
      <RadioGroup
        label="2段階認証"
        options={[
          {
            value: "required",
            label: "全員に必須にする",
            help: "設定していない職員は、次のサインインのときに設定します。",
          },
          { value: "optional", label: "各自に任せる", help: "パスワードだけでも入れます。" },
        ]}
        value={factor}
        onChange={setFactor}
      />
      <div>
        <Button type="submit" size="large" isPending={isPending}>
          保存する
        </Button>
      </div>
    </form>
  );
}

/** Also in full width; what is no number is told by the form's words. */
function read(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed.normalize("NFKC"));
}
