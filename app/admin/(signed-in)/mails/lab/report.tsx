import { Icon } from "#components/icon.tsx";
import { Notice } from "#components/notice.tsx";
import type { LabReport } from "#lib/mail-rules/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";
import { people } from "../../../numbers.ts";
import { Preview } from "../../../preview.tsx";
import { type Panel, panelsOf } from "./panels.tsx";

type Props = { report: LabReport; words: Vocabulary; account: string };

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
