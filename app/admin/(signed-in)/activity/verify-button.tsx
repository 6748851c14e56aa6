"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { type Verified, verify } from "./actions.ts";

/** The result stays on the page, to be read out or pictured. A million records take about twenty seconds. */
export function VerifyButton() {
  const [isPending, setPending] = useState(false);
  const [result, setResult] = useState<Verified>();
  const [trouble, setTrouble] = useState<string>();

  async function ask() {
    setPending(true);
    setResult(undefined);
    setTrouble(undefined);
    const answer = await verify().catch(() => null);
    if (answer?.ok) setResult(answer.value);
    else setTrouble(answer?.message ?? "検証できませんでした。通信を確かめて、もう一度お試しください。");
    setPending(false);
  }

  return (
    <section aria-label="記録の検証" className="flex flex-col items-start gap-3">
      <Button tone="secondary" onPress={ask} isPending={isPending}>
        記録を検証する
      </Button>
      <div role="status" className="w-full">
        {isPending && <p className="text-std-16N-170">すべての記録を照合しています。100万件で20秒ほどかかります。</p>}
        {result && (
          <Notice
            tone={result.ok ? "success" : "error"}
            title={result.ok ? "記録に異常はありません" : "記録または控えが変えられています"}
          >
            {result.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
        {trouble && (
          <Notice tone="error" title="検証できませんでした">
            {trouble}
          </Notice>
        )}
      </div>
    </section>
  );
}
