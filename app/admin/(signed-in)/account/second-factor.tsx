"use client";

import { useState } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { toast } from "#components/toast.tsx";
import { RecoveryCodes } from "../../recovery-codes.tsx";
import { look, removeFactor, renewCodes } from "./actions.ts";
import { ProofForm } from "./proof-form.tsx";
import { SetUp } from "./set-up.tsx";

type Props = { factor: { isSetUp: boolean; isRequired: boolean; codesLeft: number } };
type Task = "set-up" | "renew" | "remove";

export function SecondFactor({ factor: { isSetUp, isRequired, codesLeft } }: Props) {
  const [task, setTask] = useState<Task | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  async function close() {
    setTask(null);
    if (codes) await look();
    setCodes(null);
  }

  const titles: Record<Task, string> = {
    "set-up": isSetUp ? "認証アプリを設定し直す" : "2段階認証を設定する",
    renew: "リカバリーコードを作り直す",
    remove: "2段階認証を解除する",
  };
  return (
    <>
      <p className="flex flex-wrap items-center gap-3 text-std-16N-170">
        <Badge tone={isSetUp ? "success" : "warning"}>{isSetUp ? "設定済み" : "未設定"}</Badge>
        {isSetUp
          ? `サインインのときに、認証アプリの確認コードも入力します。リカバリーコードは残り${codesLeft}個です。`
          : "設定すると、パスワードが漏れても、あなたのスマートフォンがなければ誰もサインインできません。"}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button tone={isSetUp ? "secondary" : "primary"} onPress={() => setTask("set-up")}>
          {titles["set-up"]}
        </Button>
        {isSetUp && (
          <Button tone="secondary" onPress={() => setTask("renew")}>
            {titles.renew}
          </Button>
        )}
        {isSetUp && !isRequired && (
          <Button tone="secondary" onPress={() => setTask("remove")}>
            {titles.remove}
          </Button>
        )}
      </div>
      <Dialog title={task ? titles[task] : ""} isOpen={task !== null} onOpenChange={close}>
        {codes ? (
          <RecoveryCodes codes={codes}>
            <Button onPress={close}>保管したので閉じる</Button>
          </RecoveryCodes>
        ) : (
          <>
            {task === "set-up" && <SetUp withCode={isSetUp} onDone={setCodes} onCancel={close} />}
            {task === "renew" && (
              <>
                <p className="text-std-16N-170">いままでのリカバリーコードは、すべて使えなくなります。</p>
                <ProofForm withCode submit="作り直す" act={renewCodes} onDone={setCodes} onCancel={close} />
              </>
            )}
            {task === "remove" && (
              <>
                <p className="text-std-16N-170">これからは、パスワードだけでサインインできるようになります。</p>
                <ProofForm withCode submit="解除する" isDanger act={removeFactor} onDone={removed} onCancel={close} />
              </>
            )}
          </>
        )}
      </Dialog>
    </>
  );

  function removed() {
    setTask(null);
    toast("2段階認証を解除しました。");
  }
}
