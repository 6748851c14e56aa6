"use client";

import { useState } from "react";
import { TextField } from "#components/text-field.tsx";

type Props = { label: string; value?: number; onChange: (value?: number) => void; error?: string };

/** A whole number or nothing; also in full-width digits. What is none stays in the field and is complained about. */
export function NumberField({ label, value, onChange, error }: Props) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const [isWrong, setWrong] = useState(false);

  function write(written: string) {
    const number = Number(written.normalize("NFKC"));
    const isNumber = Number.isSafeInteger(number);
    setText(written);
    setWrong(!isNumber);
    if (isNumber) onChange(written.trim() === "" ? undefined : number);
  }

  return (
    <TextField
      label={label}
      width="short"
      inputMode="numeric"
      value={text}
      onChange={write}
      error={isWrong ? "整数を入力してください。" : error}
    />
  );
}
