import { Icon } from "#components/icon.tsx";
import type { CaseResult, OutcomePart } from "#lib/mail-rules/schema.ts";
import type { Vocabulary } from "../../../audience-words.ts";
import { changedLines, partNames, partWords, type RuleNames } from "./outcome-words.ts";

type Props = { cases: readonly CaseResult[]; words: Vocabulary; names: RuleNames };

/** The saved mails, those that come out otherwise first and open. */
export function CaseList({ cases, words, names }: Props) {
  if (cases.length === 0)
    return (
      <p className="text-dns-14N-130 text-solid-gray-700">
        確認用メールはまだありません。「メールを試す」で保存すると、変更のたびに結果を確かめます。
      </p>
    );
  const failing = cases.filter(({ differs }) => differs.length > 0);
  return (
    <section aria-label="確認用メールの結果" className="flex flex-col gap-3">
      <h3 className="text-std-18B-160">
        {failing.length === 0
          ? `確認用メール${cases.length}件は、すべて期待どおりです。`
          : `確認用メール${cases.length}件のうち、${failing.length}件の結果が変わります。`}
      </h3>
      <ul className="flex flex-col gap-2">
        {failing.map((each) => (
          <li key={each.id} className="rounded-8 border-2 border-error-1 px-4 py-3">
            <p className="flex items-center gap-2 text-std-16B-170">
              <Icon name="error" className="size-5 text-error-1" />
              {each.name}
            </p>
            <CaseDifferences result={each} words={words} names={names} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function CaseDifferences({ result, words, names }: { result: CaseResult; words: Vocabulary; names: RuleNames }) {
  return (
    <dl className="flex flex-col gap-2 pt-1">
      {result.differs.map((part) => {
        const [expected, actual] = told(part, result, words, names);
        return (
          <div key={part} className="grid gap-x-4 gap-y-1 text-dns-14N-130 leading-170 md:grid-cols-[6rem_1fr_1fr]">
            <dt className="font-700">{partNames[part]}</dt>
            <dd className="whitespace-pre-wrap">
              <span className="block text-solid-gray-700">期待</span>
              {expected}
            </dd>
            <dd className="whitespace-pre-wrap text-error-2">
              <span className="block">結果</span>
              {actual}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function told(part: OutcomePart, result: CaseResult, words: Vocabulary, names: RuleNames): [string, string] {
  const [expected, actual] = [result.expected, result.actual].map((each) => partWords(part, each, words, names));
  return part === "text" ? changedLines(expected!, actual!) : [expected!, actual!];
}
