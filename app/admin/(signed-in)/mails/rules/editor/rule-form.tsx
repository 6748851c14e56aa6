"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, type RefObject, useMemo, useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { Notice } from "#components/notice.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import type { Guards, MailRule } from "#lib/mail/schema.ts";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../../audience-words.ts";
import type { ChoosableMail } from "../../choosable.ts";
import { GuardFields } from "../../guard-fields.tsx";
import { Lab } from "../../lab/lab.tsx";
import type { RuleNames } from "../outcome-words.ts";
import { Review } from "../review.tsx";
import { AudienceFields } from "./audience-fields.tsx";
import { draftOfRule, emptyDraft, lackingIn, type RuleDraft, ruleOfDraft } from "./draft.ts";
import { StepCards } from "./step-cards.tsx";
import { TryBeside } from "./try-beside.tsx";
import { WhenBuilder } from "./when-builder.tsx";

type Props = {
  /** Null: a new one, with this key. */
  rule: MailRule | null;
  newKey: string;
  version: string | null;
  words: Vocabulary;
  names: RuleNames;
  mails: ChoosableMail[];
  inherited: Guards;
  account: string;
};

/** One rule to be changed; what the change would do is looked at before it is saved. */
export function RuleForm({ rule, newKey, version, words, names, mails, inherited, account }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => (rule ? draftOfRule(rule) : emptyDraft(newKey)));
  const [view, setView] = useState<"edit" | "review" | "lab">("edit");
  const [lacking, setLacking] = useState<string[]>([]);
  const change = useMemo<RulesChangeInput>(
    () => ({ do: "save", rule: ruleOfDraft(draft), base: version }),
    [draft, version],
  );
  const { top, form, show } = useViews(setView);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = lackingIn(draft);
    setLacking(found);
    if (found.length === 0) show("review");
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[role=alert]")?.scrollIntoView());
  }

  return (
    <>
      {view === "review" && (
        <section aria-labelledby="review" className="flex max-w-3xl flex-col gap-6">
          <Title top={top} id="review" title="変更の確認" />
          <Review
            change={change}
            words={words}
            names={{ ...names, [draft.key]: draft.name }}
            confirm="この内容で保存する"
            onBack={() => show("edit")}
            onDone={() => {
              toast(`転送ルール「${draft.name}」を保存しました。`);
              router.push("/admin/mails/rules");
            }}
          />
        </section>
      )}
      {view === "lab" && (
        <section aria-labelledby="lab" className="flex flex-col gap-6">
          <Title top={top} id="lab" title="保存する前の内容でメールを試す" />
          <Lab mails={mails} first={null} words={words} account={account} mayEdit change={change} />
          <div>
            <Button tone="secondary" onPress={() => show("edit")}>
              編集に戻る
            </Button>
          </div>
        </section>
      )}
      <div hidden={view !== "edit"}>
        <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_24rem]">
          <form ref={form} onSubmit={submit} noValidate className="flex min-w-0 flex-col gap-10">
            {lacking.length > 0 && (
              <Notice tone="error" title="足りない項目があります。入力した内容は残っています。">
                {lacking.map((said) => (
                  <p key={said}>{said}</p>
                ))}
              </Notice>
            )}
            <Fields draft={draft} onChange={setDraft} words={words} inherited={inherited} />
            <div className="flex flex-wrap gap-3">
              <Button type="submit">変更を確認する</Button>
              <Button tone="secondary" onPress={() => show("lab")}>
                保存せずにメールを試す
              </Button>
            </div>
          </form>
          <div className="lg:sticky lg:top-20 lg:self-start">
            <TryBeside mails={mails} ruleKey={draft.key} change={change} words={words} />
          </div>
        </div>
      </div>
    </>
  );
}

/** Whoever changes the view finds the focus at its title, or where they left the form. */
function useViews(setView: (view: "edit" | "review" | "lab") => void) {
  const form = useRef<HTMLFormElement>(null);
  const top = useRef<HTMLHeadingElement>(null);
  function show(view: "edit" | "review" | "lab") {
    setView(view);
    const place = () => top.current ?? form.current?.querySelector<HTMLElement>("button[type=submit]");
    requestAnimationFrame(() => place()?.focus());
  }
  return { top, form, show };
}

function Title({ top, id, title }: { top: RefObject<HTMLHeadingElement | null>; id: string; title: string }) {
  return (
    <h2 ref={top} id={id} tabIndex={-1} className="text-std-24B-150 outline-none">
      {title}
    </h2>
  );
}

type FieldsProps = Pick<Props, "words" | "inherited"> & { draft: RuleDraft; onChange: (draft: RuleDraft) => void };

function Fields({ draft, onChange, words, inherited }: FieldsProps) {
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
