"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { TextField } from "#components/text-field.tsx";

/** Something long that is to be carried elsewhere. Where the clipboard is closed, it can still be selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="flex flex-col gap-2 md:flex-row md:items-end">
      <div className="min-w-0 flex-1">
        <TextField
          label={label}
          value={value}
          isReadOnly
          onFocus={(event) => (event.target as HTMLInputElement).select()}
        />
      </div>
      <Button tone="secondary" onPress={copy}>
        コピーする
      </Button>
      <p role="status" className="text-dns-14N-130 md:self-center">
        {copied === true && "コピーしました"}
        {copied === false && "コピーできませんでした。選択して手でコピーしてください。"}
      </p>
    </div>
  );
}
