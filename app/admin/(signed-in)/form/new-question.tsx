"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { Icon } from "#components/icon.tsx";
import { RadioGroup } from "#components/radio-group.tsx";
import { TextField } from "#components/text-field.tsx";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { kindWords } from "./question-words.ts";

type Kind = DraftQuestion["kind"];

/** Name and kind come first: the key is made from the name, once. */
export function NewQuestion({ onAdd }: { onAdd: (label: string, kind: Kind) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="secondary" onPress={() => setOpen(true)}>
        <Icon name="plus" className="size-4" />
        質問を追加する
      </Button>
      <Dialog title="質問を追加する" isOpen={isOpen} onOpenChange={setOpen}>
        <Fields
          onBack={() => setOpen(false)}
          onAdd={(label, kind) => {
            setOpen(false);
            onAdd(label, kind);
          }}
        />
      </Dialog>
    </>
  );
}

function Fields({ onAdd, onBack }: { onAdd: (label: string, kind: Kind) => void; onBack: () => void }) {
  const [label, setLabel] = useState("");
  const [kind, setKind] = useState<Kind>("single");
  const [wasTried, setTried] = useState(false);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (label.trim()) onAdd(label, kind);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextField
        label="質問の文"
        isRequired
        autoFocus
        value={label}
        onChange={setLabel}
        placeholder="例：お住まいの区"
        error={wasTried && !label.trim() ? "質問の文を入力してください。" : undefined}
      />
      <RadioGroup
        label="答え方"
        options={Object.entries(kindWords).map(([value, words]) => ({ value, ...words }))}
        value={kind}
        onChange={(chosen) => setKind(chosen as Kind)}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Button tone="secondary" onPress={onBack}>
          戻る
        </Button>
        <Button type="submit">追加する</Button>
      </div>
    </form>
  );
}
