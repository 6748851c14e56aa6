import type { ReactNode } from "react";
import { Badge } from "#components/badge.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Icon } from "#components/icon.tsx";
import { Notice } from "#components/notice.tsx";
import type { LabEntry, LabReport } from "#lib/mail-rules/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { people } from "../../../numbers.ts";
import { Preview } from "../../../preview.tsx";

type Props = { report: LabReport; words: Vocabulary; account: string };
type Panel = { key: string; title: string; said: string; isTrouble: boolean; body: ReactNode };

/** Each step as a list that opens; what went wrong stands first and open. */
export function Report({ report, words, account }: Props) {
  const panels = panelsOf(report, words).toSorted((a, b) => Number(b.isTrouble) - Number(a.isTrouble));
  return (
    <>
      <Verdict report={report} words={words} />
      <div className="flex flex-col gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_24.5rem]">
        <ul className="flex min-w-0 flex-col gap-3">
          {panels.map((panel) => (
            <li key={panel.key}>
              <Opening panel={panel} />
            </li>
          ))}
        </ul>
        {report.messages.length > 0 && (
          <section aria-labelledby="bubbles" className="flex flex-col gap-4">
            <h3 id="bubbles" className="text-std-18B-160">
              送る場合のメッセージ
            </h3>
            <Preview account={account} messages={report.messages} />
          </section>
        )}
      </div>
    </>
  );
}

function Verdict({ report: { outcome, heldByGuard, people: count, drill }, words }: Omit<Props, "account">) {
  const audience = outcome.audience ? audienceWords(outcome.audience, words) : "";
  if (outcome.state === "unmatched")
    return <Notice tone="info" title="どの転送ルールにも合わないため、配信しません。" />;
  if (outcome.state === "refused" || outcome.state === "unreadable")
    return <Notice tone="warning" title={outcome.reason ?? "配信しません。"} />;
  if (heldByGuard || outcome.state === "hold")
    return (
      <Notice tone="warning" title="保留して、職員の判断を待ちます。">
        {heldByGuard && <p>{heldByGuard}</p>}
        {outcome.state === "hold" && <p>{outcome.reason}</p>}
      </Notice>
    );
  if (drill) return <Notice tone="info" title="訓練モードのため、【訓練】を付けて、テスト配信先だけに届きます。" />;
  return <Notice tone="success" title={`${audience}（${people(count ?? 0)}）に配信します。`} />;
}

function Opening({ panel: { title, said, isTrouble, body } }: { panel: Panel }) {
  return (
    <details
      open={isTrouble}
      className={`rounded-8 border px-4 py-3 ${isTrouble ? "border-2 border-warning-yellow-1" : "border-solid-gray-300"}`}
    >
      <summary className="cursor-default">
        {isTrouble && <Icon name="warning" className="mr-1 inline size-5 text-warning-yellow-2" />}
        <strong>{title}</strong>　{said}
      </summary>
      <div className="flex flex-col gap-3 pt-3">{body}</div>
    </details>
  );
}

function panelsOf(report: LabReport, words: Vocabulary): Panel[] {
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
