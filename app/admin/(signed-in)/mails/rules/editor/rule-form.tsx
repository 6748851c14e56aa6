"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type RefObject, useMemo, useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { toast } from "#components/toast.tsx";
import type { Guards, MailRule } from "#lib/mail/schema.ts";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../../audience-words.ts";
import type { ChoosableMail } from "../../choosable.ts";
import { Lab } from "../../lab/lab.tsx";
import type { RuleNames } from "../outcome-words.ts";
import { Review } from "../review.tsx";
import { draftOfRule, emptyDraft, lackingIn, ruleOfDraft } from "./draft.ts";
import { Fields } from "./fields.tsx";
import { TryBeside } from "./try-beside.tsx";

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
            <div className="sticky bottom-0 z-10 -mx-4 flex gap-2 md:gap-3 border-t-2 border-solid-gray-300 bg-white px-4 py-3 md:-mx-8 md:px-8 lg:mr-0">
              <Button type="submit">変更を確認する</Button>
              <Button tone="secondary" size="small" onPress={() => show("lab")}>
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
