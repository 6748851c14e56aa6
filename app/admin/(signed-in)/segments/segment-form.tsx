"use client";

import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { CountLine } from "#components/rule-builder/count-line.tsx";
import { emptyDraft } from "#components/rule-builder/draft.ts";
import { RuleBuilder } from "#components/rule-builder/rule-builder.tsx";
import { ruleInWords } from "#components/rule-builder/rule-in-words.ts";
import { useHeadCount } from "#components/rule-builder/use-head-count.ts";
import { TextField } from "#components/text-field.tsx";
import type { Question } from "#lib/preferences/schema.ts";
import type { SegmentDefinition } from "#lib/segments/schema.ts";
import { count } from "./actions.ts";
import { useSegmentForm } from "./use-segment-form.ts";

type Props = {
  /** Null: a new one. */
  segment: SegmentDefinition | null;
  questions: Question[];
  friends: Promise<number | null>;
};

export function SegmentForm({ segment, questions, friends }: Props) {
  const form = useSegmentForm(segment, questions);
  const { draft, rule } = form;
  const words = rule && ruleInWords(rule, questions);
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate className="flex flex-col gap-8">
      {form.trouble && (
        <Notice tone="error" title={form.trouble}>
          入力した内容は残っています。
        </Notice>
      )}
      <div className="max-w-lg">
        <TextField
          label="名前"
          isRequired
          value={form.name}
          onChange={form.setName}
          error={form.problems.name}
          placeholder="例：青葉区の防犯情報"
        />
      </div>
      <section aria-labelledby="rule" className="flex flex-col gap-4">
        <h2 id="rule" className="text-std-20B-150">
          条件
        </h2>
        {draft ? (
          <RuleBuilder questions={questions} draft={draft} onChange={form.setDraft} missing={form.missing} />
        ) : (
          <Unshown words={words ?? ""} onReplace={() => form.setDraft(emptyDraft)} />
        )}
        {draft && form.wasUnshown && (
          <p>
            <Button tone="quiet" onPress={() => form.setDraft(null)}>
              元の条件に戻す
            </Button>
          </p>
        )}
      </section>
      <KeyField segment={segment} value={form.key} onChange={form.setKey} error={form.problems.key} />
      <CountLine words={words} count={useHeadCount(rule, count)} friends={friends}>
        <Button type="submit" isPending={form.isPending}>
          保存する
        </Button>
      </CountLine>
    </form>
  );
}

/** Kept word for word, unless somebody decides to begin anew. */
function Unshown({ words, onReplace }: { words: string; onReplace: () => void }) {
  return (
    <Notice tone="info" title="この条件は、この画面では編集できません">
      <p>{words}</p>
      <p className="pb-3">設定ファイルなどで作られた条件です。作り直さないかぎり、保存してもこのまま残ります。</p>
      <Button tone="secondary" onPress={onReplace}>
        条件を作り直す
      </Button>
    </Notice>
  );
}

type KeyProps = { segment: Props["segment"]; value: string; onChange: (key: string) => void; error?: string };

function KeyField({ segment, value, onChange, error }: KeyProps) {
  if (segment)
    return (
      <p className="text-dns-14N-130 text-solid-gray-700">
        キー（APIと設定ファイルで使う名前）：<code>{segment.key}</code>
      </p>
    );
  return (
    <details className="max-w-lg" open={error ? true : undefined}>
      <summary className="w-fit text-std-16N-170 text-blue-900 underline underline-offset-4">
        キーを自分で決める
      </summary>
      <div className="pt-3">
        <TextField
          label="キー"
          help="APIと設定ファイルで使う名前です。半角の英小文字・数字・-・_ で入力します。空欄なら自動で付けます。"
          value={value}
          onChange={onChange}
          error={error}
          spellCheck="false"
        />
      </div>
    </details>
  );
}
