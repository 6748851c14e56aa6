"use client";

import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import { type LineMessage, summaryOf } from "#components/message/line-message.ts";
import { Notice } from "#components/notice.tsx";
import { TextArea } from "#components/text-area.tsx";
import { noRoomForReason } from "#lib/broadcasts/schema.ts";
import type { Problems } from "./problems.ts";
import type { ReasonPlace } from "./use-reason.ts";
import { emptyText, type MessageValue } from "./values.ts";

type Props = {
  messages: MessageValue[];
  onChange: (messages: MessageValue[]) => void;
  problems: Problems;
  reason: ReasonPlace;
};

const most = 5;
const longest = 5000;

/** One to five messages, sent in this order. */
export function MessageFields({ messages, onChange, problems, reason }: Props) {
  const added = reason !== null && reason !== "no room" ? reason : null;
  function add() {
    const id = crypto.randomUUID();
    onChange([...messages, { id, message: emptyText }]);
    focusLater(`${id}-text`);
  }
  function remove(index: number) {
    onChange(messages.filter((_, at) => at !== index));
    focusLater("add-message");
  }
  function move(index: number, by: -1 | 1) {
    onChange(swapped(messages, index, index + by));
    focusLater(`${messages[index]!.id}-${by < 0 ? "up" : "down"}`, `${messages[index]!.id}-text`);
  }
  function write(index: number, message: LineMessage) {
    onChange(messages.map((value, at) => (at === index ? { ...value, message } : value)));
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="pb-2 text-std-16B-170">メッセージ</legend>
      {messages.map(({ id, message }, index) => (
        <div key={id} className="flex flex-col gap-2">
          <OneMessage
            id={id}
            label={messages.length > 1 ? `本文 ${index + 1}` : "本文"}
            message={message}
            onChange={(changed) => write(index, changed)}
            error={problems[`messages.${index}`]}
            added={added?.at === index ? added.letters : 0}
          />
          {messages.length > 1 && (
            <div className="flex flex-wrap justify-end gap-1">
              <Small
                id={`${id}-up`}
                label={`本文 ${index + 1}を上へ移す`}
                isDisabled={index === 0}
                onPress={() => move(index, -1)}
              >
                <Icon name="up" className="size-4" />
                上へ移す
              </Small>
              <Small
                id={`${id}-down`}
                label={`本文 ${index + 1}を下へ移す`}
                isDisabled={index === messages.length - 1}
                onPress={() => move(index, 1)}
              >
                <Icon name="down" className="size-4" />
                下へ移す
              </Small>
              <Small label={`本文 ${index + 1}を削除する`} onPress={() => remove(index)}>
                <Icon name="trash" className="size-4" />
                削除する
              </Small>
            </div>
          )}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button id="add-message" tone="secondary" isDisabled={messages.length >= most} onPress={add}>
          <Icon name="plus" className="size-4" />
          メッセージを追加する
        </Button>
        <span className="text-dns-14N-130 text-solid-gray-700">
          {messages.length + (added?.at === "alone" ? 1 : 0)} / {most}件（吹き出しの数
          {added?.at === "alone" && "。「なぜ届いた？」の案内1件を含みます"}）
        </span>
      </div>
      {reason === "no room" && <Notice tone="error">{noRoomForReason}</Notice>}
    </fieldset>
  );
}

type OneProps = {
  id: string;
  label: string;
  message: LineMessage;
  onChange: (message: LineMessage) => void;
  error?: string;
  /** So many letters of why it came will follow. */
  added: number;
};

function OneMessage({ id, label, message, onChange, error, added }: OneProps) {
  if (message.type !== "text")
    return (
      <div className="rounded-8 border border-solid-gray-420 bg-solid-gray-50 p-4">
        <p className="text-std-16B-170">{label}</p>
        <p>{summaryOf(message)}</p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          この種類（{message.type}）の中身はここでは編集できません。このまま送るか、削除できます。
        </p>
      </div>
    );
  const text = message.text ?? "";
  return (
    <>
      <TextArea
        id={`${id}-text`}
        label={label}
        isRequired
        rows={6}
        value={text}
        onChange={(written) => onChange({ ...message, text: written })}
        error={
          error ??
          (text.length > longest ? `${(text.length - longest).toLocaleString("ja-JP")}文字多すぎます。` : undefined)
        }
      />
      <p className="text-right text-dns-14N-130 text-solid-gray-700 tabular-nums">
        {(text.length + added).toLocaleString("ja-JP")} / {longest.toLocaleString("ja-JP")}文字
        <span className="pl-1">（絵文字は2文字{added > 0 && `。「なぜ届いた？」の案内${added}文字を含みます`}）</span>
      </p>
    </>
  );
}

type SmallProps = { id?: string; label: string; isDisabled?: boolean; onPress: () => void; children: React.ReactNode };

function Small({ label, ...props }: SmallProps) {
  return <Button tone="quiet" size="small" aria-label={label} {...props} />;
}

function swapped(messages: MessageValue[], one: number, other: number): MessageValue[] {
  const order = [...messages];
  [order[one], order[other]] = [order[other]!, order[one]!];
  return order;
}

/** The place that was acted on keeps the focus, or the nearest one that still takes it. */
function focusLater(...ids: string[]): void {
  requestAnimationFrame(() => {
    const found = ids.map((id) => document.getElementById(id)).find((one) => one && !one.matches(":disabled"));
    found?.focus();
  });
}
