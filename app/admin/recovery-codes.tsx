"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { toast } from "#components/toast.tsx";

/** Shown once: whoever has lost the telephone comes in with one of these. */
export function RecoveryCodes({ codes, children }: { codes: string[]; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      toast("リカバリーコードをコピーしました。");
    } catch {
      toast("コピーできませんでした。書き写すか、ファイルに保存してください。", "error");
    }
  }

  return (
    <section className="flex flex-col gap-5" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes" ref={heading} tabIndex={-1} className="text-std-20B-150 outline-none">
        リカバリーコードを保管してください
      </h2>
      <p className="text-std-16N-170">
        スマートフォンをなくしたときに、確認コードの代わりに使えます。それぞれ1回だけ使えます。
      </p>
      <Notice tone="warning" title="このコードは、いま一度だけ表示します。">
        印刷するか、パスワードとは別の安全な場所に保管してください。
      </Notice>
      <ul className="grid grid-cols-1 gap-x-4 gap-y-2 rounded-8 bg-solid-gray-50 p-4 font-mono text-mono-16N-150 max-md:px-3 max-md:text-mono-14N-150 min-[22rem]:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button tone="secondary" onPress={copy}>
          コピーする
        </Button>
        <Button tone="secondary" onPress={() => save(codes)}>
          ファイルに保存する
        </Button>
      </div>
      {children}
    </section>
  );
}

function save(codes: string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join("\r\n")}\r\n`], { type: "text/plain" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: "kairan-recovery-codes.txt" });
  link.click();
  URL.revokeObjectURL(url);
}
