"use client";

import { useEffect, useState } from "react";
import { Select } from "#components/select.tsx";
import type { LabReport, RulesChangeInput } from "#lib/mail-rules/schema.ts";
import type { Answer } from "../../../../attempt.ts";
import { audienceWords, type Vocabulary } from "../../../../audience-words.ts";
import { people } from "../../../../numbers.ts";
import type { ChoosableMail } from "../../choosable.ts";
import { tryChosen } from "../../lab/ask.ts";

type Props = { mails: ChoosableMail[]; ruleKey: string; change: RulesChangeInput; words: Vocabulary };

/** What the rule, as it stands in the form, would make of a received mail. */
export function TryBeside({ mails, ruleKey, change, words }: Props) {
  const [id, setId] = useState<string | null>(null);
  const answer = useTrial(id, change);
  return (
    <section aria-labelledby="beside" className="flex flex-col gap-4">
      <h2 id="beside" className="text-std-20B-150">
        受信メールで確かめる
      </h2>
      {mails.length === 0 ? (
        <p className="text-std-16N-170 text-solid-gray-700">メールが届くと、ここで選んで確かめられます。</p>
      ) : (
        <Select
          label="受信メール"
          options={mails.map(({ id: value, label, help }) => ({ value, label, help }))}
          value={id}
          onChange={setId}
        />
      )}
      <div role="status" className="flex flex-col gap-4">
        {id && !answer && <p className="text-std-16N-170 text-solid-gray-700">確かめています…</p>}
        {answer && !answer.ok && (
          <p className="text-std-16N-170 text-solid-gray-700">
            入力の途中のため、まだ確かめられません。{answer.issues[0]?.message ?? answer.message}
          </p>
        )}
        {answer?.ok && <Found report={answer.value} ruleKey={ruleKey} words={words} />}
      </div>
    </section>
  );
}

const pauseMs = 500;

/** Once typing pauses; only the latest question's answer counts. */
function useTrial(id: string | null, change: RulesChangeInput): Answer<LabReport> | null {
  const [answer, setAnswer] = useState<Answer<LabReport> | null>(null);
  const asked = JSON.stringify(change);
  useEffect(() => {
    if (!id) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      const found = await tryChosen({ id }, JSON.parse(asked));
      if (isLatest) setAnswer(found);
    }, pauseMs);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [id, asked]);
  return answer;
}

function Found({ report, ruleKey, words }: { report: LabReport; ruleKey: string; words: Vocabulary }) {
  const { outcome, reading, people: count, rules } = report;
  const mine = rules.find(({ key }) => key === ruleKey);
  if (mine?.verdict !== "taken") {
    const other = rules.find(({ verdict }) => verdict === "taken");
    return (
      <>
        <p className="text-std-16B-170">この転送ルールは、このメールを扱いません。</p>
        {mine?.verdict === "later" && <p>先に「{other?.name}」が一致します。</p>}
        {mine?.verdict === "off" && <p>オフになっています。</p>}
        {mine && <Why why={mine.why} />}
      </>
    );
  }
  return (
    <>
      <p className="text-std-16B-170">
        {outcome.state === "forward"
          ? `${outcome.audience ? audienceWords(outcome.audience, words) : ""}（${people(count ?? 0)}）に配信します。`
          : `保留します。${outcome.reason ?? ""}`}
      </p>
      <Text title="加工の前" text={[reading.subject, reading.body].filter(Boolean).join("\n\n")} />
      <Text title="加工の後" text={outcome.text ?? ""} />
      <ul className="flex flex-col gap-1 text-dns-14N-130 text-solid-gray-700">
        {report.steps.map(({ step, outcome: result, detail }) => (
          <li key={step}>
            {step}：<strong>{result}</strong> {detail}
          </li>
        ))}
      </ul>
    </>
  );
}

function Why({ why }: { why: string[] }) {
  return (
    <ul className="list-disc pl-6 text-dns-14N-130">
      {[...new Set(why)].map((said) => (
        <li key={said}>{said}</li>
      ))}
    </ul>
  );
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h3 className="text-std-16B-170">{title}</h3>
      <p className="rounded-8 border border-solid-gray-300 p-3 text-dns-14N-130 leading-170 whitespace-pre-wrap">
        {text}
      </p>
    </div>
  );
}
