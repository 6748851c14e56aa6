"use client";

import { useId, useState, useTransition } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Link } from "#components/link.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import type { Guards, MailGuards } from "#lib/mail/schema.ts";
import type { Answer } from "../../../attempt.ts";
import { pause, resume, saveGuards, switchDrill } from "./actions.ts";
import { GuardForm } from "./guard-form.tsx";

type Source = {
  name: string;
  rules: string[];
  pausedReason: string | null;
  drill: boolean;
  guards: MailGuards | null;
  held: number;
  lastMailAt: Date | null;
};
type Props = { source: Source; inherited: Guards; mayChange: boolean };

export function SourceCard({ source, inherited, mayChange }: Props) {
  const { name, rules, pausedReason, drill, held, lastMailAt } = source;
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-8 border border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={id} className="min-w-0 flex-1 text-std-18B-160">
          {name}
        </h2>
        {pausedReason !== null && <Badge tone="warning">一時停止中</Badge>}
        {drill && <Badge tone="info">訓練モード</Badge>}
        {pausedReason === null && !drill && <Badge tone="success">自動で配信</Badge>}
      </div>
      <p className="text-dns-14N-130 text-solid-gray-700">
        {rules.length > 0 ? `転送ルール：${rules.join("、")}　` : ""}
        {held > 0 ? <Link href="/admin/mails/held">保留中 {held.toLocaleString("ja-JP")}通</Link> : "保留中 0通"}
        　最後のメール：
        {lastMailAt ? <FormattedTime at={lastMailAt} /> : "なし"}
      </p>
      {pausedReason !== null && <p className="text-std-16N-170">停止の理由：{pausedReason}</p>}
      {mayChange && <Switches source={source} />}
      <GuardForm
        name={`「${name}」`}
        saved={source.guards}
        inherited={inherited}
        otherwise="市の設定のまま"
        mayChange={mayChange}
        onSave={(guards) => saveGuards(name, guards)}
      />
    </section>
  );
}

function Switches({ source: { name, pausedReason, drill } }: { source: Source }) {
  const [asked, setAsked] = useState<"pause" | "drill" | null>(null);
  const [reason, setReason] = useState("");
  const [isPending, start] = useTransition();
  const act = (doing: () => Promise<Answer<null>>, done: string) =>
    start(async () => {
      const answer = await doing();
      setAsked(null);
      if (answer.ok) toast(done);
      else toast(answer.message, "error");
    });
  return (
    <div className="flex flex-wrap gap-3">
      {pausedReason === null ? (
        <Button tone="secondary" aria-label={`「${name}」を一時停止する`} onPress={() => setAsked("pause")}>
          一時停止する
        </Button>
      ) : (
        <Button
          aria-label={`「${name}」を再開する`}
          isPending={isPending}
          onPress={() => act(() => resume(name), `「${name}」を再開しました。`)}
        >
          再開する
        </Button>
      )}
      <Button
        tone="secondary"
        aria-label={drill ? `「${name}」の訓練モードを終える` : `「${name}」を訓練モードにする`}
        isPending={isPending}
        onPress={() => setAsked("drill")}
      >
        {drill ? "訓練モードを終える" : "訓練モードにする"}
      </Button>
      <ConfirmDialog
        title={`「${name}」を一時停止する`}
        confirm="一時停止する"
        isOpen={asked === "pause"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() => act(() => pause(name, reason), `「${name}」を一時停止しました。`)}
      >
        <p>再開するまで、この発信元のメールはすべて保留されます。失われることはありません。</p>
        <TextField label="理由（任意）" value={reason} onChange={setReason} placeholder="例：配信システムの保守" />
      </ConfirmDialog>
      <ConfirmDialog
        title={drill ? `「${name}」の訓練モードを終える` : `「${name}」を訓練モードにする`}
        confirm={drill ? "訓練モードを終える" : "訓練モードにする"}
        isOpen={asked === "drill"}
        isPending={isPending}
        onOpenChange={() => setAsked(null)}
        onConfirm={() =>
          act(() => switchDrill(name, !drill), drill ? "訓練モードを終えました。" : "訓練モードにしました。")
        }
      >
        <p>
          {drill
            ? "この発信元のメールは、ふたたび住民に配信されます。"
            : "この発信元のメールは、【訓練】を付けて、テスト配信先だけに届きます。住民には届きません。本物のメールも同じ扱いになります。"}
        </p>
      </ConfirmDialog>
    </div>
  );
}
