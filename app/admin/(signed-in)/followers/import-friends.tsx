"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Notice } from "#components/notice.tsx";
import { toast } from "#components/toast.tsx";
import { importSofar, takeIn } from "./actions.ts";

type Latest = { sofar: number; startedAt: string; finishedAt: string | null; problem: string | null };
type Props = { latest: Latest | null; mayImport: boolean };

const everyMs = 2000;

/** Takes in those who were friends before this system came, and says how far that is. */
export function ImportFriends({ latest, mayImport }: Props) {
  const [isPending, start] = useTransition();
  const isRunning = latest !== null && latest.finishedAt === null;
  const sofar = useSofar(isRunning, latest?.sofar ?? 0);

  function press() {
    start(async () => {
      const answer = await takeIn();
      if (!answer.ok) toast(answer.message, "error");
    });
  }

  return (
    <section aria-labelledby="import" className="flex flex-col gap-4">
      <h2 id="import" className="text-std-20B-150">
        友だちの取り込み
      </h2>
      <p className="max-w-3xl text-std-16N-170">
        このシステムを使い始める前からの友だちを、LINEの一覧から取り込みます。認証済アカウントかプレミアムアカウントで使えます。使い始めたときに1回行えば十分です。何度行っても、人数が重なることはありません。
      </p>
      <div role="status">{latest && <How latest={latest} sofar={sofar} />}</div>
      {mayImport && (
        <div>
          <Button tone="secondary" isPending={isPending || isRunning} onPress={press}>
            {isRunning ? "取り込んでいます" : "友だちを取り込む"}
          </Button>
        </div>
      )}
    </section>
  );
}

function How({ latest: { startedAt, finishedAt, problem }, sofar }: { latest: Latest; sofar: number }) {
  const people = `${sofar.toLocaleString("ja-JP")}人`;
  if (problem)
    return (
      <Notice tone="warning" title="取り込みを終えられませんでした">
        {problem} そこまでの{people}は取り込み済みです。
      </Notice>
    );
  if (finishedAt)
    return (
      <p className="text-std-16N-170">
        前回は
        <FormattedTime at={finishedAt} />
        に終わり、{people}を取り込みました。
      </p>
    );
  return (
    <p className="text-std-16N-170">
      <FormattedTime at={startedAt} />
      に始め、{people}まで取り込みました。ページを閉じても続きます。
    </p>
  );
}

/** Asks while it runs, and reads the page anew when it is over. */
function useSofar(isRunning: boolean, first: number): number {
  const router = useRouter();
  const [sofar, setSofar] = useState(first);
  useEffect(() => {
    setSofar(first);
    if (!isRunning) return;
    const timer = setInterval(async () => {
      const answer = await importSofar().catch(() => null);
      if (!answer?.ok) return;
      if (answer.value === null) router.refresh();
      else setSofar(answer.value);
    }, everyMs);
    return () => clearInterval(timer);
  }, [isRunning, first, router]);
  return sofar;
}
