"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox, CheckboxGroup } from "#components/checkbox.tsx";
import { Notice } from "#components/notice.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import type { Setting } from "#lib/settings/schema.ts";
import { save } from "./actions.ts";

type Approval = Setting<"approval">;

/** Which broadcasts a second person must approve. */
export function ApprovalForm({ approval }: { approval: Approval }) {
  const [isEnabled, setEnabled] = useState(approval.enabled);
  const [chosen, setChosen] = useState(() => chosenIn(approval));
  const [over, setOver] = useState(String(approval.audienceOver ?? 10_000));
  const [api, setApi] = useState(approval.api);
  const [trouble, setTrouble] = useState<string>();
  const [isPending, start] = useTransition();
  const wantsCount = chosen.includes("over");

  function submit(event: FormEvent) {
    event.preventDefault();
    const count = over.normalize("NFKC").replaceAll(",", "").trim();
    if (wantsCount && !isWhole(count)) return setTrouble("人数は、0以上の整数で入力してください。");
    start(async () => {
      const audienceOver = wantsCount ? Number(count) : null;
      const answer = await save({ enabled: isEnabled, everyone: chosen.includes("everyone"), audienceOver, api });
      setTrouble(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok)
        toast(isEnabled ? "保存しました。次の配信から承認が必要です。" : "保存しました。承認は使いません。");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-6">
      <Checkbox isSelected={isEnabled} onChange={setEnabled} help="はじめは使わない設定です。">
        別の職員による承認を使う
      </Checkbox>
      {isEnabled && (
        <div className="flex flex-col gap-6 border-l-4 border-solid-gray-200 pl-4">
          <CheckboxGroup
            label="承認が必要な配信"
            help="1つ以上選んでください。テスト配信には承認は要りません。"
            options={options}
            value={chosen}
            onChange={setChosen}
            error={wantsCount ? undefined : trouble}
          />
          {wantsCount && (
            <TextField
              label="承認が必要になる人数（これより多い配信）"
              help="0 にすると、すべての配信に承認が必要になります。"
              inputMode="numeric"
              width="short"
              isRequired
              value={over}
              onChange={setOver}
              error={trouble}
            />
          )}
          <Checkbox isSelected={api} onChange={setApi}>
            ほかのシステム（API）からの配信にも同じ条件を使う
          </Checkbox>
          <Notice tone="info" title="受信メールからの自動配信には、承認は要りません">
            命に関わる情報が遅れないようにするためです。人が確かめたいメールは、転送ルールで「保留する」を選んでください。緊急のときは、部署に属さない管理者が、理由を残して承認なしで配信できます。
          </Notice>
        </div>
      )}
      <div>
        <Button type="submit" isPending={isPending}>
          保存する
        </Button>
      </div>
    </form>
  );
}

const options = [
  { value: "everyone", label: "友だち全員への配信" },
  { value: "over", label: "人数の多い配信" },
];

function chosenIn({ everyone, audienceOver }: Approval): string[] {
  return [...(everyone ? ["everyone"] : []), ...(audienceOver === null ? [] : ["over"])];
}

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
