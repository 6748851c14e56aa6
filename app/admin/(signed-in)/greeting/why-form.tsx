"use client";

import { useState } from "react";
import { Button } from "#components/button.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import type { WhyNote } from "#lib/greeting/schema.ts";
import { keepWhyNote } from "./actions.ts";
import { useKeeping } from "./use-keeping.ts";

const options = [
  { value: "off", label: "付けない" },
  {
    value: "footer",
    label: "本文の最後に書く",
    help: "「登録した「知りたい情報」に基づいてお届けしています。」と、受信設定へのリンクが付きます。",
  },
  {
    value: "link",
    label: "リンクだけ付ける",
    help: "リンク先のページで、どの登録に基づくかを説明します。本文が短く済みます。",
  },
];

export function WhyForm({ saved, mayChange }: { saved: WhyNote; mayChange: boolean }) {
  const [note, setNote] = useState<WhyNote>(saved);
  const { isPending, keep } = useKeeping();
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <RadioGroup
        label="登録に基づく配信に"
        help="「友だち全員」とテスト配信には付きません。配信の作成と確認の画面には、付いたものが出ます。"
        isDisabled={!mayChange}
        options={options}
        value={note}
        onChange={(value) => setNote(value as WhyNote)}
      />
      {mayChange && (
        <div>
          <Button isPending={isPending} onPress={() => keep(() => keepWhyNote(note))}>
            案内の付け方を保存する
          </Button>
        </div>
      )}
    </div>
  );
}
