import { Link } from "#components/link.tsx";
import type { Consequence } from "#lib/form/consequences.ts";
import { people } from "../../../numbers.ts";

/** For each thing that goes: how many answered so, and what relies on it. */
export function Consequences({ consequences }: { consequences: Consequence[] }) {
  if (consequences.length === 0) return null;
  return (
    <section aria-labelledby="consequences" className="flex flex-col gap-4">
      <h2 id="consequences" className="text-std-20B-150">
        廃止・統合するものを使っているところ
      </h2>
      <ul className="flex flex-col gap-3">
        {[...consequences.entries()].map(([number, consequence]) => (
          <li key={number} className="flex flex-col gap-2 rounded-8 border border-solid-gray-420 px-4 py-3">
            <One consequence={consequence} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({
  consequence: { what, into, people: count, segments, mailRules, broadcasts },
}: {
  consequence: Consequence;
}) {
  const uses = segments.length + mailRules.length + broadcasts;
  return (
    <>
      <h3 className="text-std-16B-170">
        {what}
        {into ? `を「${into}」に統合` : "を廃止"}
      </h3>
      <p>
        {count === null ? (
          "数が多いため、回答した人は数えていません。"
        ) : (
          <>
            これまでに回答した人：<strong className="tabular-nums">{people(count)}</strong>。
          </>
        )}
        {into ? "これからは統合先を選んだ人として扱います。" : "回答は残り、これまでの配信グループでは数え続けます。"}
      </p>
      {uses === 0 ? (
        <p className="text-solid-gray-700">配信グループ・転送ルール・準備中の配信では使われていません。</p>
      ) : (
        <ul className="list-disc pl-6">
          {segments.map((segment) => (
            <li key={segment.key}>
              配信グループ「<Link href={`/admin/segments/${segment.key}`}>{segment.name}</Link>」
              {segment.now !== undefined && segment.later !== undefined && (
                <>
                  ：{people(segment.now)} → {people(segment.later)}
                </>
              )}
            </li>
          ))}
          {mailRules.map((rule) => (
            <li key={rule.key}>
              転送ルール「{rule.name}」：{rule.effect}
            </li>
          ))}
          {broadcasts > 0 && <li>下書き・予約中の配信 {broadcasts}件</li>}
        </ul>
      )}
    </>
  );
}
