import { useState, useTransition } from "react";
import { toast } from "#components/toast.tsx";
import type { Answer } from "../../attempt.ts";

/** Saves one part of the page; what is refused is told at its place, and nothing typed is lost. */
export function useKeeping() {
  const [problems, setProblems] = useState(new Map<string, string>());
  const [isPending, start] = useTransition();
  function keep(act: () => Promise<Answer<void>>) {
    start(async () => {
      const answer = await act();
      setProblems(new Map(answer.ok ? [] : answer.issues.map(({ path, message }) => [path.join("."), message])));
      if (answer.ok) toast("保存しました。");
      else toast(answer.issues[0]?.message ?? answer.message, "error");
    });
  }
  return { problems, isPending, keep };
}
