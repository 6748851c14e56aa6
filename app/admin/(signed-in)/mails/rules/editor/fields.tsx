"use client";

import type { ReactNode } from "react";
import { Checkbox } from "#components/checkbox.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { Guards } from "#lib/mail/schema.ts";
import type { Vocabulary } from "../../../../audience-words.ts";
import { GuardFields } from "../../guard-fields.tsx";
import { AudienceFields } from "./audience-fields.tsx";
import type { RuleDraft } from "./draft.ts";
import { StepCards } from "./step-cards.tsx";
import { WhenBuilder } from "./when-builder.tsx";

type Props = { words: Vocabulary; inherited: Guards; draft: RuleDraft; onChange: (draft: RuleDraft) => void };

/** Everything that a rule is: which mails, which text, to whom, how, and when a person must look. */
export function Fields({ draft, onChange, words, inherited }: Props) {
  const set = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <TextField
        label="名前"
        isRequired
        value={draft.name}
        onChange={(name) => set({ name })}
        placeholder="例：防犯情報（県警）"
      />
      <Part title="どのメールを扱うか">
        <WhenBuilder when={draft.when} onChange={(when) => set({ when })} />
      </Part>
      <Part title="文面の加工">
        <Checkbox isSelected={draft.subject} onChange={(subject) => set({ subject })}>
          件名も文面に入れる
        </Checkbox>
        <StepCards steps={draft.steps} onChange={(steps) => set({ steps })} />
        <Checkbox isSelected={draft.hasTemplate} onChange={(hasTemplate) => set({ hasTemplate })}>
          ひな形で文面を作る
        </Checkbox>
        {draft.hasTemplate && (
          <TextArea
            label="ひな形"
            help="{件名} と {本文} には加工した後の件名と本文、{エリア} のように見出しの名前を書くと、メールのその値が入ります。値のないメールは保留します。記号として使う { } は {{ }} と書きます。"
            value={draft.template}
            onChange={(template) => set({ template })}
          />
        )}
      </Part>
      <Part title="だれに届けるか">
        <AudienceFields audience={draft.audience} words={words} onChange={(audience) => set({ audience })} />
      </Part>
      <Part title="どう届けるか">
        <RadioGroup
          label="配信のしかた"
          options={[
            { value: "hold", label: "職員が確認してから配信する", help: "届くと保留になり、職員に知らせます。" },
            { value: "send", label: "届いたら自動で配信する" },
          ]}
          value={draft.action}
          onChange={(action) => set({ action: action as RuleDraft["action"] })}
        />
        <RadioGroup
          label="優先度"
          options={[
            { value: "normal", label: "通常" },
            { value: "urgent", label: "緊急", help: "送信中のほかの配信より先に送ります。" },
            { value: "test", label: "テスト" },
          ]}
          value={draft.lane}
          onChange={(lane) => set({ lane: lane as RuleDraft["lane"] })}
          inline
        />
        <TextField
          label="発信元の名前"
          help="一時停止や訓練モードを、この名前ごとに切り替えられます。空欄なら差出人アドレスごとになります。"
          value={draft.source}
          onChange={(source) => set({ source })}
        />
      </Part>
      <details>
        <summary className="w-fit text-std-20B-150">安全確認を個別に決める</summary>
        <div className="pt-4">
          <GuardFields guards={draft.guards} inherited={inherited} onChange={(guards) => set({ guards })} />
        </div>
      </details>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <h2 className="text-std-20B-150">{title}</h2>
      {children}
    </section>
  );
}
