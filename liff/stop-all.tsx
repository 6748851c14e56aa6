"use client";

import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { Question } from "#lib/preferences/schema.ts";
import { type FormValues, nameOf, rowNameOf } from "./form-values.ts";

const words = {
  open: "すべての選択を外しました。「保存する」を押すと停止します。",
  saved: "すべて停止しました。ここにあるお知らせは届きません。",
};

/** Takes every tick away; like any change it counts only once it is saved. */
export function StopAll({ question }: { question: Question }) {
  const { setValue, formState } = useFormContext<FormValues>();
  const rows = useWatch<FormValues>({ name: nameOf(question.key) }) as Record<string, string[]>;
  const [isDone, setDone] = useState(false);
  const isEmpty = Object.values(rows ?? {}).every((columns) => columns.length === 0);

  function stop() {
    for (const row of question.rows ?? []) setValue(rowNameOf(question.key, row.key), [], { shouldDirty: true });
    setDone(true);
  }

  return (
    <div className="flex flex-col gap-2">
      <button
        type="button"
        onClick={stop}
        aria-disabled={isEmpty}
        className="min-h-12 self-start rounded-8 border-2 border-solid-gray-600 bg-white px-4 aria-disabled:border-solid-gray-300 aria-disabled:text-solid-gray-600"
      >
        すべて停止する
      </button>
      <p role="status" className="text-[1rem] empty:hidden">
        {isDone && isEmpty ? words[formState.isDirty ? "open" : "saved"] : ""}
      </p>
    </div>
  );
}
