"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";

/** Two people prepare one form: whose changes stay is for a person to say. */
export function Overtaken({ words, onTakeOver }: { words: string; onTakeOver: () => Promise<void> }) {
  const [isPending, setPending] = useState(false);
  return (
    <Notice tone="error" title={words}>
      <p className="pb-3">あなたの変更はこの画面に残っています。どちらを残すかを選んでください。</p>
      <div className="flex flex-wrap gap-3">
        <Button tone="secondary" onPress={() => location.reload()}>
          自分の変更を捨てて最新の内容を開く
        </Button>
        <Button
          tone="danger"
          isPending={isPending}
          onPress={() => {
            setPending(true);
            void onTakeOver().finally(() => setPending(false));
          }}
        >
          自分の内容で上書きする
        </Button>
      </div>
    </Notice>
  );
}
