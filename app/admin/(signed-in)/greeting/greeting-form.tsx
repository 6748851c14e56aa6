"use client";

import { useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Icon } from "#components/icon.tsx";
import type { LineMessage } from "#components/message/line-message.ts";
import { Notice } from "#components/notice.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import { type GreetingInput, greetingMessages } from "#lib/greeting/schema.ts";
import { Preview } from "../../preview.tsx";
import { keepGreeting } from "./actions.ts";
import { useKeeping } from "./use-keeping.ts";

type Props = { city: string; saved: GreetingInput | null; messages: unknown[]; mayChange: boolean };
type Draft = { id: number; label: string; uri: string };

const mostButtons = 4;
const toForm = { label: "受信設定をする", uri: "{formUrl}" };

/** Editor left, phone right: what new friends will see, from the very messages that are sent. */
export function GreetingForm({ city, saved, messages, mayChange }: Props) {
  const [isAnew, setAnew] = useState(false);
  if (!saved && !isAnew)
    return (
      <div className="flex flex-col gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <Notice tone="info" title="このあいさつは設定ファイルで作られています">
          <p>この画面では扱えない形のため、表示だけしています。</p>
          {mayChange && (
            <div className="pt-3">
              <Button tone="secondary" onPress={() => setAnew(true)}>
                この画面で新しく作る
              </Button>
            </div>
          )}
        </Notice>
        <Preview account={city} messages={messages as LineMessage[]} />
      </div>
    );
  return (
    <Editor city={city} first={saved ?? { text: "", title: "", lead: "", buttons: [toForm] }} mayChange={mayChange} />
  );
}

function Editor({ city, first, mayChange }: { city: string; first: GreetingInput; mayChange: boolean }) {
  const nextId = useRef(first.buttons.length);
  const [text, setText] = useState(first.text);
  const [title, setTitle] = useState(first.title);
  const [lead, setLead] = useState(first.lead);
  const [buttons, setButtons] = useState<Draft[]>(first.buttons.map((button, id) => ({ ...button, id })));
  const { problems, isPending, keep } = useKeeping();
  const input: GreetingInput = { text, title, lead, buttons: buttons.map(({ id: _, ...button }) => button) };
  const change = (changed: Draft) => setButtons((all) => all.map((one) => (one.id === changed.id ? changed : one)));

  return (
    <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
      <div className="flex flex-col gap-5">
        <TextArea
          label="本文"
          isRequired
          isDisabled={!mayChange}
          value={text}
          onChange={setText}
          error={problems.get("text")}
        />
        {buttons.length > 0 && (
          <TextField
            label="ボタンの上の見出し（なくてもよい）"
            isDisabled={!mayChange}
            width="half"
            value={title}
            onChange={setTitle}
            error={problems.get("title")}
          />
        )}
        {buttons.length > 0 && (
          <TextField
            label="ボタンの上の説明"
            isRequired
            isDisabled={!mayChange}
            value={lead}
            onChange={setLead}
            error={problems.get("lead")}
          />
        )}
        {buttons.map((button, index) => (
          <fieldset key={button.id} className="flex flex-col gap-3 rounded-12 border border-solid-gray-420 p-4">
            <legend className="px-1 text-std-16B-170">ボタン{index + 1}</legend>
            <TextField
              label="ボタンの文字"
              isRequired
              isDisabled={!mayChange}
              width="half"
              value={button.label}
              onChange={(label) => change({ ...button, label })}
              error={problems.get(`buttons.${index}.label`)}
            />
            <TextField
              label="リンク先"
              help="{formUrl} と書くと、受信設定が開きます。"
              isRequired
              isDisabled={!mayChange}
              value={button.uri}
              onChange={(uri) => change({ ...button, uri })}
              error={problems.get(`buttons.${index}.uri`)}
            />
            {mayChange && (
              <div>
                <Button
                  tone="secondary"
                  size="small"
                  aria-label={`ボタン${index + 1}を外す`}
                  onPress={() => setButtons((all) => all.filter(({ id }) => id !== button.id))}
                >
                  外す
                </Button>
              </div>
            )}
          </fieldset>
        ))}
        {mayChange && (
          <div className="flex flex-wrap gap-3">
            {buttons.length < mostButtons && (
              <Button
                tone="secondary"
                onPress={() => setButtons((all) => [...all, { ...toForm, id: nextId.current++ }])}
              >
                <Icon name="plus" className="size-4" />
                ボタンを追加する
              </Button>
            )}
            <Button isPending={isPending} onPress={() => keep(() => keepGreeting(input))}>
              あいさつを保存する
            </Button>
          </div>
        )}
      </div>
      <section aria-label="あいさつの見え方" className="lg:sticky lg:top-20 lg:self-start">
        <Preview account={city} messages={text ? (greetingMessages(input) as LineMessage[]) : []} />
      </section>
    </div>
  );
}
