import type { ReactNode } from "react";
import { Badge } from "#components/badge.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import type { LabEntry, LabReport } from "#lib/mail-rules/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { people } from "../../../numbers.ts";

export type Panel = { key: string; title: string; said: string; isTrouble: boolean; body: ReactNode };

/** What each step made of the mail: one line, and behind it everything it saw. */
export function panelsOf(report: LabReport, words: Vocabulary): Panel[] {
  const parts = [readingPanel(report), rulesPanel(report)];
  if (report.outcome.rule === null) return parts;
  return [...parts, textPanel(report), audiencePanel(report, words), guardsPanel(report)];
}

const kinds: Record<string, string> = {
  mail: "ふつうのメール",
  bounce: "配信エラーの通知",
  auto_reply: "自動返信",
  receipt: "開封確認",
  calendar: "予定の招待",
};

function readingPanel({ reading }: LabReport): Panel {
  const troubles = [...(reading.unreadable ? [reading.unreadable] : []), ...reading.problems];
  const facts: [string, ReactNode][] = [
    ["種類", kinds[reading.kind] ?? reading.kind],
    ["差出人", reading.from || "なし"],
    ["宛先", reading.to.join("、") || "なし"],
    ["日時", reading.date ? <FormattedTime key="date" at={reading.date} seconds /> : "なし"],
    ["文字コード", reading.charsetNotes.join("、") || "問題なし"],
    [
      "添付（配信されません）",
      reading.attachments.map(({ name, size }) => `${name}（${sizeWords(size)}）`).join("、") || "なし",
    ],
    ["件名", reading.subject || "なし"],
  ];
  return {
    key: "reading",
    title: "読み取り",
    said: troubles.length > 0 ? "注意があります" : "読み取れました",
    isTrouble: troubles.length > 0 || reading.kind !== "mail",
    body: (
      <>
        {troubles.map((said) => (
          <p key={said} className="text-error-2">
            {said}
          </p>
        ))}
        <Facts facts={facts} />
        <Written title="本文">{reading.body || "（本文なし）"}</Written>
      </>
    ),
  };
}

function sizeWords(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024).toLocaleString("ja-JP")} KB`;
}

const verdicts = {
  taken: ["一致", "success"],
  later: ["一致するが、先のルールを使う", "quiet"],
  no: ["不一致", "quiet"],
  off: ["オフ", "warning"],
} as const;

function rulesPanel({ rules, outcome }: LabReport): Panel {
  const taken = rules.find(({ key }) => key === outcome.rule);
  return {
    key: "rules",
    title: "転送ルール",
    said: taken ? `「${taken.name}」に一致` : "一致なし",
    isTrouble: outcome.state === "unmatched",
    body: (
      <ol className="flex flex-col gap-3">
        {rules.map(({ key, name, verdict, why }) => (
          <li key={key}>
            <p className="flex flex-wrap items-center gap-2">
              <span>{name}</span>
              <Badge tone={verdicts[verdict][1]}>{verdicts[verdict][0]}</Badge>
            </p>
            <ul className="list-disc pl-6 text-dns-14N-130 text-solid-gray-700">
              {[...new Set(why)].map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    ),
  };
}

function textPanel({ reading, outcome, steps }: LabReport): Panel {
  const missed = steps.filter(({ outcome: result }) => result === "変更なし" || result === "値がありません");
  const isEmpty = !outcome.text?.trim();
  return {
    key: "text",
    title: "文面",
    said: missed.length > 0 ? `${steps.length}個の加工のうち${missed.length}個は変更なし` : "加工しました",
    isTrouble: isEmpty || steps.some(({ outcome: result }) => result === "値がありません"),
    body: (
      <>
        <Entries entries={steps} />
        <div className="grid gap-3 md:grid-cols-2">
          <Written title="加工の前">{[reading.subject, reading.body].filter(Boolean).join("\n\n")}</Written>
          <Written title="加工の後">{outcome.text || "（空です）"}</Written>
        </div>
      </>
    ),
  };
}

function audiencePanel({ route, labels, outcome, people: count }: LabReport, words: Vocabulary): Panel {
  const said = outcome.audience ? `${audienceWords(outcome.audience, words)}（${people(count ?? 0)}）` : "決まりません";
  return {
    key: "audience",
    title: "配信対象",
    said,
    isTrouble: !outcome.audience,
    body: (
      <>
        <Entries entries={route} />
        {labels.length > 0 && (
          <div>
            <p className="text-std-16B-170">メールにある見出し</p>
            <Facts
              facts={labels.map(({ label, values, asked }) => [
                asked ? `${label}（使用）` : label,
                values.join("、") || "なし",
              ])}
            />
          </div>
        )}
      </>
    ),
  };
}

function guardsPanel({ guards, heldByGuard }: LabReport): Panel {
  const objections = guards.filter(({ outcome }) => outcome === "保留");
  return {
    key: "guards",
    title: "安全確認",
    said: heldByGuard ? `${objections.length}件が保留の理由` : "すべて通過",
    isTrouble: heldByGuard !== null,
    body: <Entries entries={[...objections, ...guards.filter((entry) => !objections.includes(entry))]} />,
  };
}

function Entries({ entries }: { entries: LabEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {entries.map(({ step, outcome, detail }) => (
        <li key={`${step}${detail}`} className="text-dns-14N-130">
          {step}：<strong>{outcome}</strong>
          {detail && <span className="text-solid-gray-700">　{detail}</span>}
        </li>
      ))}
    </ul>
  );
}

function Facts({ facts }: { facts: (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-dns-14N-130 md:grid-cols-[12rem_1fr]">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-solid-gray-700">{label}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Written({ title, children }: { title: string; children: string }) {
  return (
    <div className="min-w-0">
      <p className="text-std-16B-170">{title}</p>
      <p className="rounded-8 border border-solid-gray-200 p-3 text-dns-14N-130 leading-170 break-words whitespace-pre-wrap">
        {children}
      </p>
    </div>
  );
}
