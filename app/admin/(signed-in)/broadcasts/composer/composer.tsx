"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Button } from "#components/button.tsx";
import type { LineMessage } from "#components/message/line-message.ts";
import { Notice } from "#components/notice.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextField } from "#components/text-field.tsx";
import { withReason } from "#lib/broadcasts/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { PartSwitch } from "../../../part-switch.tsx";
import { Preview } from "../../../preview.tsx";
import type { Kept } from "./actions.ts";
import { AudienceField } from "./audience-field.tsx";
import { AudienceLine } from "./audience-line.tsx";
import { audienceOf } from "./audience-value.ts";
import { MessageFields } from "./message-fields.tsx";
import { problemsOf } from "./problems.ts";
import { useDraft } from "./use-draft.ts";
import { placeOf, useReason } from "./use-reason.ts";
import type { Values } from "./values.ts";
import { WhenField } from "./when-field.tsx";

type Props = { city: string; friends: number; words: Vocabulary; values: Values; kept: Kept | null };

const lanes = [
  { value: "normal", label: "通常" },
  { value: "urgent", label: "緊急", help: "ほかの配信より先に送ります。命や安全に関わる情報に使ってください。" },
];

const parts = [
  ["editor", "編集"],
  ["phone", "見え方"],
] as const;

/** Editor left, phone right; on a narrow screen one at a time. Whatever is typed is kept as a draft by itself. */
export function Composer({ city, friends, words, values: first, kept }: Props) {
  const router = useRouter();
  const [values, setValues] = useState(first);
  const [isChecked, setChecked] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const [part, setPart] = useState<"editor" | "phone">("editor");
  const draft = useDraft(values, words.questions, kept);
  const problems = useMemo(() => problemsOf(values, words.questions), [values, words]);
  const reason = useReason(
    problems.audience ? null : audienceOf(values.audience, words.questions),
    draft.kept?.id ?? null,
  );
  const messages = values.messages.map(({ message }) => message);
  const shown = { ...draft.refused, ...(isChecked ? problems : {}) };
  const change = (changed: Partial<Values>) => setValues((before) => ({ ...before, ...changed }));

  async function goOn() {
    setChecked(true);
    if (Object.keys(problems).length > 0) return toFirstProblem(() => setPart("editor"));
    setGoing(true);
    const saved = await draft.save();
    if (saved) return router.push(`/admin/broadcasts/${saved.id}/confirm`);
    setGoing(false);
    toFirstProblem(() => setPart("editor"));
  }

  return (
    <div className="flex flex-col gap-6">
      <PartSwitch parts={parts} part={part} onChange={setPart} />
      <div className="flex flex-col gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <div className={`flex flex-col gap-8 ${part === "editor" ? "" : "max-lg:hidden"}`}>
          {isChecked && Object.keys(problems).length > 0 && (
            <Notice tone="error" title="入力内容を確認してください">
              {Object.keys(problems).length}か所に直すところがあります。入力した内容は残っています。
            </Notice>
          )}
          <TextField
            label="タイトル"
            help="職員だけに見える名前です。住民には送られません。"
            isRequired
            value={values.title}
            onChange={(title) => change({ title })}
            error={shown.title}
          />
          <MessageFields
            messages={values.messages}
            onChange={(changed) => change({ messages: changed })}
            problems={shown}
            reason={placeOf(messages, reason)}
          />
          <AudienceField
            value={values.audience}
            onChange={(audience) => change({ audience })}
            words={words}
            error={shown.audience}
          />
          {values.audience.kind !== "test" && (
            <RadioGroup
              label="優先度"
              options={lanes}
              value={values.lane}
              onChange={(lane) => change({ lane: lane as Values["lane"] })}
            />
          )}
          <WhenField values={values} onChange={change} error={shown.scheduledFor} />
        </div>
        <section
          aria-label="見え方"
          className={`lg:sticky lg:top-20 lg:self-start ${part === "phone" ? "" : "max-lg:hidden"}`}
        >
          <Preview account={city} messages={asSent(messages.filter(says), reason)} />
        </section>
      </div>
      <AudienceLine values={values} friends={friends} words={words} draft={draft} isWhole={!problems.audience}>
        <Button onPress={goOn} isPending={isGoing}>
          確認へ進む
        </Button>
      </AudienceLine>
    </div>
  );
}

function says(message: LineMessage): boolean {
  return message.type !== "text" || Boolean(message.text);
}

/** With what is added on the way; where that has no room, as it is written. */
function asSent(messages: LineMessage[], reason: string | null): LineMessage[] {
  const isMore = reason !== null && messages.length > 0;
  return ((isMore && withReason(messages, reason)) || messages) as LineMessage[];
}

function toFirstProblem(show: () => void): void {
  show();
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] input, [data-missing]")?.focus(),
  );
}
