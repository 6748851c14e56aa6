"use client";

import { useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { Checkbox } from "#components/checkbox.tsx";
import { Icon } from "#components/icon.tsx";
import { TextArea } from "#components/text-area.tsx";
import { TextField } from "#components/text-field.tsx";
import type { KeywordReplies } from "#lib/greeting/schema.ts";
import { keepKeywordReplies } from "./actions.ts";
import { useKeeping } from "./use-keeping.ts";

type Reply = KeywordReplies["replies"][number];
type Draft = Reply & { id: number };

/** Off unless a city has no chatbot that answers. */
export function KeywordForm({ saved, mayChange }: { saved: KeywordReplies; mayChange: boolean }) {
  const nextId = useRef(saved.replies.length);
  const [enabled, setEnabled] = useState(saved.enabled);
  const [drafts, setDrafts] = useState<Draft[]>(saved.replies.map((reply, id) => ({ ...reply, id })));
  const { problems, isPending, keep } = useKeeping();
  const replies = drafts.map(({ id: _, ...reply }) => reply);
  const change = (draft: Draft) => setDrafts((all) => all.map((one) => (one.id === draft.id ? draft : one)));
  const add = () =>
    setDrafts((all) => [...all, { id: nextId.current++, keyword: "", messages: [{ type: "text", text: "" }] }]);

  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Checkbox
        isSelected={enabled}
        onChange={setEnabled}
        isDisabled={!mayChange}
        help="チャットボット連携で、返信の担当がKairanのときだけ働きます。チャットボットが返信するときは何もしません。"
      >
        キーワードに返信する
      </Checkbox>
      {drafts.map((draft, index) => (
        <KeywordFields
          key={draft.id}
          draft={draft}
          number={index + 1}
          isDisabled={!mayChange}
          problemOf={(place) => problems.get(`replies.${index}.${place}`)}
          onChange={change}
          onRemove={() => setDrafts((all) => all.filter(({ id }) => id !== draft.id))}
        />
      ))}
      {mayChange && (
        <div className="flex flex-wrap gap-3">
          <Button tone="secondary" onPress={add}>
            <Icon name="plus" className="size-4" />
            キーワードを追加する
          </Button>
          <Button isPending={isPending} onPress={() => keep(() => keepKeywordReplies({ enabled, replies }))}>
            キーワードへの返信を保存する
          </Button>
        </div>
      )}
    </div>
  );
}

type FieldsProps = {
  draft: Draft;
  number: number;
  isDisabled: boolean;
  problemOf: (place: string) => string | undefined;
  onChange: (draft: Draft) => void;
  onRemove: () => void;
};

function KeywordFields({ draft, number, isDisabled, problemOf, onChange, onRemove }: FieldsProps) {
  const [first, ...others] = draft.messages;
  return (
    <fieldset className="flex flex-col gap-3 rounded-12 border border-solid-gray-420 p-4">
      <legend className="px-1 text-std-16B-170">キーワード{number}</legend>
      <TextField
        label="キーワード"
        help="住民のメッセージ全体がこの言葉のときに返信します。全角・半角と大文字・小文字は区別しません。"
        isRequired
        isDisabled={isDisabled}
        width="half"
        value={draft.keyword}
        onChange={(keyword) => onChange({ ...draft, keyword })}
        error={problemOf("keyword")}
      />
      {first?.type === "text" ? (
        <TextArea
          label="返信"
          rows={3}
          isRequired
          isDisabled={isDisabled}
          value={first.text}
          onChange={(text) => onChange({ ...draft, messages: [{ ...first, text }, ...others] })}
          error={problemOf("messages.0.text")}
        />
      ) : (
        <p className="text-std-16N-170">この返信は設定ファイルで作られているため、ここでは変えられません。</p>
      )}
      {!isDisabled && (
        <div>
          <Button tone="secondary" size="small" aria-label={`キーワード${number}を外す`} onPress={onRemove}>
            外す
          </Button>
        </div>
      )}
    </fieldset>
  );
}
