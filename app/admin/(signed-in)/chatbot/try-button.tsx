"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { tryOut } from "./actions.ts";
import { outcomeWords } from "./reason-words.ts";

type Told = { isWell: boolean; text: string };

/** Sends a signed call without events, as LINE's own test does, and tells what came back. */
export function TryButton({ name }: { name: string }) {
  const [told, setTold] = useState<Told>();
  const [isPending, start] = useTransition();

  function press() {
    start(async () => {
      const answer = await tryOut(name);
      if (!answer.ok) return setTold({ isWell: false, text: answer.message });
      const { isWell, tookMs } = answer.value;
      const seconds = `${tookMs.toLocaleString("ja-JP")}ミリ秒`;
      const said = outcomeWords(answer.value);
      setTold({
        isWell,
        text: isWell ? `つながりました：${said}、${seconds}` : `つながりません：${said}（${seconds}）`,
      });
    });
  }

  return (
    <div className="flex max-w-md flex-col items-start gap-1 md:items-end">
      <Button
        tone="secondary"
        size="small"
        isPending={isPending}
        onPress={press}
        aria-label={`「${name}」への接続を試す`}
      >
        接続を試す
      </Button>
      <p role="status" className={`text-dns-14N-130 md:text-right ${told?.isWell ? "text-success-2" : "text-error-2"}`}>
        {isPending ? "" : told?.text}
      </p>
    </div>
  );
}
