"use client";

import { useRef } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";
import { addResident } from "./actions.ts";

export function NewResident() {
  const form = useRef<HTMLFormElement>(null);

  async function add(data: FormData) {
    const name = String(data.get("name") ?? "").trim();
    if (name) await addResident(name.slice(0, 100));
    form.current?.reset();
  }

  return (
    <form ref={form} action={add} className="flex max-w-md items-end gap-3">
      <div className="flex-1">
        <TextField
          name="name"
          label="練習用の住民を追加する"
          placeholder="例：田中 花子"
          maxLength={100}
          autoComplete="off"
        />
      </div>
      <Button type="submit" tone="secondary">
        追加する
      </Button>
    </form>
  );
}
