import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { FormattedTime } from "#components/formatted-time.tsx";
import { ruleInWords } from "#components/rule-builder/rule-in-words.ts";
import { explainBroadcast, type Why } from "#lib/broadcasts/why.ts";
import type { Question } from "#lib/preferences/schema.ts";

export const metadata: Metadata = {
  title: { absolute: "このメッセージが届いた理由" },
  robots: { index: false },
  referrer: "no-referrer",
};

/** Behind the link in a message. The same for everybody who got it: it knows nobody. */
export default async function WhyPage({ searchParams }: { searchParams: Promise<{ b?: string | string[] }> }) {
  const { b } = await searchParams;
  const { why, questions } = await explainBroadcast(db(), typeof b === "string" ? b : "");
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col gap-5 px-4 py-6 text-[1.125rem] leading-160">
      <h1 className="text-[1.625rem] leading-150 font-700">このメッセージが届いた理由</h1>
      {why.sent ? <Reason sent={why.sent} city={why.city} questions={questions} /> : <Unknown />}
      <h2 className="pt-3 text-[1.25rem] leading-150 font-700">届くお知らせを変える・止めるには</h2>
      <p>受信設定で、知りたいことをいつでも選び直せます。すべて止めることも、登録した内容を消すこともできます。</p>
      <a
        href={why.formUrl}
        className="flex min-h-13 items-center justify-center self-start rounded-8 bg-blue-900 px-6 font-700 text-white hover:bg-blue-1000"
      >
        受信設定を開く
      </a>
    </main>
  );
}

type Props = { sent: NonNullable<Why["sent"]>; city: string; questions: Question[] };

function Reason({ sent: { at, rule, isTrial }, city, questions }: Props) {
  const sent = (
    <p>
      <FormattedTime at={at} />
      に、{city}から送りました。
    </p>
  );
  if (isTrial)
    return (
      <>
        {sent}
        <p>テストのメッセージです。テスト配信先に登録した人に届きました。</p>
      </>
    );
  if (rule === null)
    return (
      <>
        {sent}
        <p>{city}のアカウントを友だち追加しているみなさんに届きました。</p>
      </>
    );
  return (
    <>
      {sent}
      <p>受信設定の登録が、次に当てはまる人に届きました。</p>
      <p className="rounded-8 border-2 border-solid-gray-300 px-4 py-3 font-700">{ruleInWords(rule, questions)}</p>
      <p className="text-[1rem] text-solid-gray-700">
        ここに出るのは送るときの条件だけです。あなたが登録した内容は、このページには出ません。
      </p>
    </>
  );
}

function Unknown() {
  return <p>このリンクでは理由を確認できませんでした。LINEのトークに届いたメッセージから、もう一度開いてください。</p>;
}
