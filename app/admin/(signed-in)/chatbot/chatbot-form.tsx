"use client";

import { useRef, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Icon } from "#components/icon.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { toast } from "#components/toast.tsx";
import { save } from "./actions.ts";
import { DestinationFields, type Draft } from "./destination-fields.tsx";

type Who = "kairan" | "chatbot";
type Saved = { destinations: { name: string; url: string; enabled: boolean }[]; replyBy: Who; greetBy: Who };
type Props = { saved: Saved; mayChange: boolean };

/** Where calls go and who answers. Nothing typed is lost when it is refused. */
export function ChatbotForm({ saved, mayChange }: Props) {
  const nextId = useRef(saved.destinations.length);
  const [drafts, setDrafts] = useState<Draft[]>(saved.destinations.map((one, id) => ({ ...one, id })));
  const [replyBy, setReplyBy] = useState(saved.replyBy);
  const [greetBy, setGreetBy] = useState(saved.greetBy);
  const [problems, setProblems] = useState(new Map<string, string>());
  const [isPending, start] = useTransition();

  const change = (draft: Draft) => setDrafts((all) => all.map((one) => (one.id === draft.id ? draft : one)));
  const add = () => setDrafts((all) => [...all, { id: nextId.current++, name: "", url: "", enabled: true }]);
  const remove = (id: number) => setDrafts((all) => all.filter((one) => one.id !== id));

  function submit() {
    start(async () => {
      const destinations = drafts.map(({ id: _, ...one }) => one);
      const answer = await save({ destinations, replyBy, greetBy });
      setProblems(new Map(answer.ok ? [] : answer.issues.map(({ path, message }) => [path.join("."), message])));
      if (answer.ok) toast("保存しました。次に届いた内容から有効です。");
      else toast(answer.message, "error");
    });
  }

  return (
    <div className="flex max-w-3xl flex-col gap-6">
      {drafts.length === 0 && (
        <EmptyState title="転送先は登録されていません">
          市のチャットボットのWebhook URLを追加すると、住民がトークに書いた内容が、署名も含めてそのまま届きます。
        </EmptyState>
      )}
      {drafts.map((draft, index) => (
        <DestinationFields
          key={draft.id}
          draft={draft}
          number={index + 1}
          isDisabled={!mayChange}
          problems={{
            name: problems.get(`destinations.${index}.name`),
            url: problems.get(`destinations.${index}.url`),
          }}
          onChange={change}
          onRemove={() => remove(draft.id)}
        />
      ))}
      {mayChange && (
        <div>
          <Button tone="secondary" onPress={add}>
            <Icon name="plus" className="size-4" />
            転送先を追加する
          </Button>
        </div>
      )}
      <RadioGroup
        label="住民の質問やボタンに返信するのは"
        help="LINEの返信の権利（応答トークン）は1つの内容につき1回だけです。両方が返信すると、遅いほうの返信はLINEに断られます。"
        isDisabled={!mayChange}
        value={replyBy}
        onChange={(value) => setReplyBy(value as Who)}
        options={[
          { value: "chatbot", label: "チャットボット", help: "ふつうはこちらです。Kairanは返信しません。" },
          {
            value: "kairan",
            label: "Kairan",
            help: "チャットボットには内容だけが届きます。チャットボット側の返信は止めてください。",
          },
        ]}
      />
      <RadioGroup
        label="友だち追加のあいさつを送るのは"
        isDisabled={!mayChange}
        value={greetBy}
        onChange={(value) => setGreetBy(value as Who)}
        options={[
          { value: "kairan", label: "Kairan", help: "登録フォームへの案内が届きます。" },
          {
            value: "chatbot",
            label: "チャットボット",
            help: "登録フォームへの案内は、チャットボットのあいさつに入れてください。",
          },
        ]}
      />
      <p className="text-dns-14N-130 text-solid-gray-700">
        テスト配信先のコードには、設定にかかわらずKairanが返信します。転送先が1つもないときは、どちらもKairanの担当です。
      </p>
      {mayChange && (
        <div>
          <Button isPending={isPending} onPress={submit}>
            保存する
          </Button>
        </div>
      )}
    </div>
  );
}
