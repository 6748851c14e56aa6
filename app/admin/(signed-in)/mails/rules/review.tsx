"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { Notice } from "#components/notice.tsx";
import type { RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { CaseList } from "./case-list.tsx";
import { Consequences } from "./consequences.tsx";
import type { RuleNames } from "./outcome-words.ts";
import { type Refusal, type Trial, useReview } from "./use-review.ts";

type Props = {
  change: RulesChangeInput;
  words: Vocabulary;
  names: RuleNames;
  /** What the button does: 「この順番にする」. */
  confirm: string;
  isDanger?: boolean;
  onDone: () => void;
  onBack: () => void;
};

/** What a change would do, saved cases that fail first; nothing is changed before the button below. */
export function Review({ change, words, names, confirm, isDanger, onDone, onBack }: Props) {
  const { trial, stop, save } = useReview(change);
  const [isAccepted, setAccepted] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, start] = useTransition();
  const failing = (trial.cases ?? []).filter(({ differs }) => differs.length > 0);
  const mayGoOn = (trial.state === "done" || trial.state === "stopped") && (failing.length === 0 || isAccepted);

  function act() {
    start(async () => {
      const answer = await save(isAccepted);
      if (answer.ok) onDone();
      else setRefusal(answer);
    });
  }

  const refused = refusal ?? trial.refusal;
  return (
    <div className="flex flex-col gap-6">
      {refused && <Refused refusal={refused} />}
      {trial.cases && <CaseList cases={trial.cases} words={words} names={names} />}
      {trial.state !== "refused" && <Tried trial={trial} words={words} onStop={stop} />}
      {failing.length > 0 && (
        <Checkbox isSelected={isAccepted} onChange={setAccepted}>
          確認用メール{failing.length}件の結果が変わることを確認しました。このまま保存します。
        </Checkbox>
      )}
      <div className="flex flex-col-reverse gap-3 md:flex-row md:justify-end">
        <Button tone="secondary" onPress={onBack}>
          戻る
        </Button>
        {trial.state !== "refused" && (
          <Button
            tone={isDanger || failing.length > 0 ? "danger" : "primary"}
            isDisabled={!mayGoOn}
            isPending={isPending}
            onPress={act}
          >
            {confirm}
          </Button>
        )}
      </div>
    </div>
  );
}

function Refused({ refusal: { message, issues } }: { refusal: Refusal }) {
  return (
    <Notice tone="error" title={message}>
      {issues.map((issue) => (
        <p key={`${issue.path.join(".")}${issue.message}`}>
          {placeOf(issue.path)}
          {issue.message}
        </p>
      ))}
      <p>保存していません。入力した内容は残っています。</p>
    </Notice>
  );
}

const places: Record<string, string> = {
  name: "名前：",
  when: "どのメールを扱うか：",
  audience: "だれに届けるか：",
  template: "ひな形：",
  source: "発信元の名前：",
  guards: "安全確認：",
};

/** Where in the form the mistake is. */
function placeOf(path: (string | number)[]): string {
  const [part, index] = path.filter((each) => each !== "change" && each !== "rule");
  return part === "steps" && typeof index === "number" ? `加工${index + 1}：` : (places[part ?? ""] ?? "");
}

function Tried({ trial, words, onStop }: { trial: Trial; words: Vocabulary; onStop: () => void }) {
  const { looked, total, state, changed, cases } = trial;
  const share = `${looked.toLocaleString("ja-JP")} / ${total.toLocaleString("ja-JP")}通`;
  return (
    <section aria-label="直近90日の受信メールでの試算" className="flex flex-col gap-3">
      <h3 className="text-std-18B-160">直近90日の受信メールで試した結果</h3>
      {state === "running" && (
        <div className="flex flex-wrap items-center gap-3">
          <progress
            aria-label="試算の進み具合"
            max={Math.max(1, total)}
            value={cases ? looked : undefined}
            className="h-2 min-w-40 flex-1 accent-blue-900"
          />
          <span className="text-dns-14N-130 tabular-nums">{share}</span>
          <Button tone="quiet" size="small" onPress={onStop}>
            残りを試さない
          </Button>
        </div>
      )}
      <div role="status">
        {state === "done" && looked > 0 && (
          <p className="text-dns-14N-130 text-solid-gray-700">
            {looked.toLocaleString("ja-JP")}
            通で試しました。安全確認（古いメール、大量受信など）は受信した時刻で変わるため、含めていません。
          </p>
        )}
        {state === "stopped" && <p className="text-dns-14N-130 text-solid-gray-700">途中でやめました（{share}）。</p>}
        {state !== "running" && changed.length === 0 && looked > 0 && (
          <p className="text-std-16B-170">変わるメールはありません。</p>
        )}
        {state === "done" && looked === 0 && <p className="text-std-16N-170">直近90日に届いたメールはありません。</p>}
      </div>
      <Consequences changed={changed} words={words} />
    </section>
  );
}
