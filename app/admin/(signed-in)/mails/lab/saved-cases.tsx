import { Badge } from "#components/badge.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import type { CaseResult } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { CaseDifferences } from "../rules/case-list.tsx";
import { partWords, type RuleNames } from "../rules/outcome-words.ts";
import { ForgetButton } from "./forget-button.tsx";

type Props = { cases: CaseResult[]; words: Vocabulary; names: RuleNames; mayEdit: boolean };

/** The mails that are looked at whenever the rules change, those that come out otherwise first. */
export function SavedCases({ cases, words, names, mayEdit }: Props) {
  return (
    <section aria-labelledby="cases" className="flex flex-col gap-4">
      <h2 id="cases" className="text-std-24B-150">
        確認用メール
      </h2>
      {cases.length === 0 && (
        <p className="text-std-16N-170 text-solid-gray-700">
          まだありません。メールを試した結果を保存すると、転送ルールを変えるたびに、同じ結果になるかを確かめます。
        </p>
      )}
      <ul className="flex flex-col gap-3">
        {cases.map((result) => (
          <li key={result.id} className="flex flex-col gap-2 rounded-8 border border-solid-gray-300 p-4">
            <div className="flex flex-wrap items-center gap-3">
              <p className="min-w-0 flex-1 text-std-16B-170">{result.name}</p>
              {result.differs.length > 0 ? (
                <Badge tone="danger">結果が違う</Badge>
              ) : (
                <Badge tone="success">期待どおり</Badge>
              )}
              {mayEdit && <ForgetButton id={result.id} name={result.name} />}
            </div>
            {result.differs.length > 0 ? (
              <CaseDifferences result={result} words={words} names={names} />
            ) : (
              <p className="text-dns-14N-130">
                {(["state", "rule", "audience"] as const)
                  .map((part) => partWords(part, result.expected, words, names))
                  .join(" ／ ")}
              </p>
            )}
            <p className="text-dns-14N-130 text-solid-gray-700">
              {result.createdBy}が<FormattedTime at={result.createdAt} />
              に保存
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
