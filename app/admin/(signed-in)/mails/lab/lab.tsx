"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";
import { DropZone, Text } from "react-aria-components/DropZone";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { Select } from "#components/select.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import type { LabReport, RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Answer } from "../../../attempt.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import type { ChoosableMail } from "../choosable.ts";
import { type Chosen, keepChosen, tryChosen } from "./ask.ts";
import { Report } from "./report.tsx";

type Props = {
  mails: ChoosableMail[];
  /** The received mail to begin with. */
  first: string | null;
  words: Vocabulary;
  account: string;
  mayEdit: boolean;
  /** A change of the rules that nobody has saved yet. */
  change?: RulesChangeInput;
};

/** A mail in, and everything that would become of it. */
export function Lab({ mails, first, words, account, mayEdit, change }: Props) {
  const [chosen, setChosen] = useState<Chosen | null>(first ? { id: first } : null);
  const { answer, isPending } = useTrial(chosen, change);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (answer) heading.current?.focus();
  }, [answer]);
  return (
    <div className="flex flex-col gap-8">
      <div className="grid gap-6 md:grid-cols-2">
        <FileChoice chosen={chosen} onChoose={(file) => setChosen({ file })} />
        <Select
          label="受信メールから選ぶ"
          options={mails.map(({ id, label, help }) => ({ value: id, label, help }))}
          value={chosen && "id" in chosen ? chosen.id : null}
          onChange={(id) => setChosen({ id })}
          isDisabled={mails.length === 0}
        />
      </div>
      <p role="status" className={isPending ? "text-std-16N-170" : "sr-only"}>
        {isPending ? "試しています…" : answer ? "結果が出ました。" : ""}
      </p>
      {answer && (
        <section aria-labelledby="result" className="flex flex-col gap-6">
          <h2 ref={heading} id="result" tabIndex={-1} className="text-std-24B-150 outline-none">
            結果
          </h2>
          {answer.ok ? (
            <>
              <Report report={answer.value} words={words} account={account} />
              {mayEdit && chosen && (
                <KeepForm key={answer.value.reading.subject} chosen={chosen} report={answer.value} change={change} />
              )}
            </>
          ) : (
            <Notice tone="error" title={answer.message}>
              {answer.issues.map(({ message }) => (
                <p key={message}>{message}</p>
              ))}
            </Notice>
          )}
        </section>
      )}
    </div>
  );
}

function useTrial(chosen: Chosen | null, change: RulesChangeInput | undefined) {
  const [answer, setAnswer] = useState<Answer<LabReport> | null>(null);
  const [isPending, setPending] = useState(false);
  const run = useCallback(
    async (mail: Chosen, isLatest: () => boolean) => {
      setPending(true);
      const found = await tryChosen(mail, change);
      if (!isLatest()) return;
      setAnswer(found);
      setPending(false);
    },
    [change],
  );
  useEffect(() => {
    if (!chosen) return;
    let isLatest = true;
    run(chosen, () => isLatest);
    return () => {
      isLatest = false;
    };
  }, [chosen, run]);
  return { answer, isPending };
}

function FileChoice({ chosen, onChoose }: { chosen: Chosen | null; onChoose: (file: File) => void }) {
  return (
    <DropZone
      onDrop={async ({ items }) => {
        const file = items.find((item) => item.kind === "file");
        if (file?.kind === "file") onChoose(await file.getFile());
        else toast("メールのファイル（.eml）を落としてください。", "error");
      }}
      className="flex flex-col items-start gap-3 rounded-8 border-2 border-dashed border-solid-gray-420 p-4 data-[drop-target]:border-blue-900 data-[drop-target]:bg-blue-50 data-[focus-visible]:focus-ring"
    >
      <Text slot="label" className="text-std-16B-170">
        メールのファイル（.eml、10 MBまで）
      </Text>
      <FileTrigger
        acceptedFileTypes={[".eml", "message/rfc822"]}
        onSelect={(files) => files?.[0] && onChoose(files[0])}
      >
        <Button tone="secondary">ファイルを選ぶ</Button>
      </FileTrigger>
      <p className="text-dns-14N-130 text-solid-gray-700">
        {chosen && "file" in chosen ? chosen.file.name : "ここにドラッグして落とすこともできます。"}
      </p>
    </DropZone>
  );
}

type KeepProps = { chosen: Chosen; report: LabReport; change?: RulesChangeInput };

function KeepForm({ chosen, report, change }: KeepProps) {
  const router = useRouter();
  const [name, setName] = useState(report.reading.subject.slice(0, 100));
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();

  function keep() {
    start(async () => {
      const answer = await keepChosen(chosen, name, change);
      setError(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (!answer.ok) return;
      toast("確認用メールとして保存しました。");
      router.refresh();
    });
  }

  return (
    <section aria-labelledby="keep" className="flex flex-col gap-3 rounded-8 border border-solid-gray-300 p-4">
      <h3 id="keep" className="text-std-18B-160">
        確認用メールとして保存する
      </h3>
      <p className="text-std-16N-170 text-solid-gray-700">
        いまの結果（判断、転送ルール、配信対象、文面）を正しいものとして覚え、転送ルールを変えるたびに、同じ結果になるかを確かめます。メールは暗号化して、削除するまで保存します。
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1">
          <TextField label="確認用メールの名前" value={name} onChange={setName} error={error} />
        </div>
        <Button isPending={isPending} onPress={keep}>
          この結果を保存する
        </Button>
      </div>
    </section>
  );
}
