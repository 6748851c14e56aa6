"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { formatJapaneseClock } from "#components/japanese-time.ts";
import { toast } from "#components/toast.tsx";
import { waitingCodes, withdraw } from "./actions.ts";

type Code = { code: string; name: string; expiresFor: string };
type Props = { codes: Code[]; registered: string[]; city: string };

const everyMs = 3000;

/** The codes that wait to be written in the talk. The page looks by itself whether that has happened. */
export function OpenCodes({ codes, registered, city }: Props) {
  useLookingAgain(codes);
  const withdrawn = useNewsOfCodes(codes, registered);
  return (
    <ul className="flex flex-col gap-4">
      {codes.map((code) => (
        <li key={code.code}>
          <CodeCard of={code} city={city} onWithdraw={() => withdrawn.add(code.code)} />
        </li>
      ))}
    </ul>
  );
}

function CodeCard({
  of: { code, name, expiresFor },
  city,
  onWithdraw,
}: {
  of: Code;
  city: string;
  onWithdraw: () => void;
}) {
  const [isPending, start] = useTransition();
  const cancel = () =>
    start(async () => {
      onWithdraw();
      const answer = await withdraw(code);
      if (answer.ok) toast(`「${name}」さんのコードを取り消しました。`);
      else toast(answer.message, "error");
    });
  return (
    <section
      aria-label={`「${name}」さんのコード`}
      className="flex flex-col gap-3 rounded-12 border-2 border-blue-900 p-4 md:p-6"
    >
      <p className="text-std-16B-170">「{name}」さんのコード</p>
      <p className="text-std-28B-150 tracking-wider select-all md:text-std-32B-150">{code}</p>
      <p className="text-std-16N-170">
        {formatJapaneseClock(expiresFor)}まで（発行から15分以内）に、{city}のLINEアカウントのトークに「{code}
        」と送ってください。登録されると、この画面に自動で表示されます。
      </p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex items-center gap-2 text-std-16N-170 text-solid-gray-700">
          <span
            aria-hidden="true"
            className="size-2.5 animate-pulse rounded-full bg-blue-900 motion-reduce:animate-none"
          />
          トークに送られるのを待っています
        </p>
        <Button
          tone="secondary"
          size="small"
          isPending={isPending}
          onPress={cancel}
          aria-label={`「${name}」さんのコードを取り消す`}
        >
          コードを取り消す
        </Button>
      </div>
    </section>
  );
}

/**
 * Only while somebody waits and looks. It asks before it reads the page anew: a refresh that meets a broken connection
 * makes Next load the whole page, and what was typed would be gone.
 */
function useLookingAgain(codes: Code[]): void {
  const router = useRouter();
  const shown = codes.map(({ code }) => code).join();
  useEffect(() => {
    if (!shown) return;
    const timer = setInterval(async () => {
      if (document.visibilityState !== "visible") return;
      const waiting = await waitingCodes().catch(() => null);
      if (waiting?.ok && waiting.value.join() !== shown) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [shown, router]);
}

/** Tells what became of a code that is no longer open; those taken back here are known already. */
function useNewsOfCodes(codes: Code[], registered: string[]): Set<string> {
  const before = useRef(codes);
  const withdrawn = useRef(new Set<string>());
  useEffect(() => {
    const gone = before.current.filter((old) => !codes.some(({ code }) => code === old.code));
    before.current = codes;
    for (const { code, name } of gone) {
      if (withdrawn.current.has(code)) continue;
      if (registered.includes(name)) toast(`「${name}」さんをテスト配信先に登録しました。`);
      else toast(`「${name}」さんのコードの期限が切れました。必要なら、もう一度発行してください。`, "info");
    }
  }, [codes, registered]);
  return withdrawn.current;
}
