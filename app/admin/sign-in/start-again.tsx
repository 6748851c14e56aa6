"use client";

import { Button } from "#components/button.tsx";
import { leave } from "../door.ts";

/** For whoever stands at the second step with the wrong account, or without their telephone. */
export function StartAgain() {
  async function start() {
    await leave();
    location.reload();
  }

  return (
    <div className="flex max-w-md flex-col items-center gap-2">
      <Button tone="quiet" onPress={start}>
        別のアカウントでサインインする
      </Button>
      <p className="text-dns-14N-130 text-solid-gray-700">
        アプリもリカバリーコードも使えないときは、この画面を管理している職員に2段階認証の解除を依頼してください。
      </p>
    </div>
  );
}
