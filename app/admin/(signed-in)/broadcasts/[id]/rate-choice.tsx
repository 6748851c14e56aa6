"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Select } from "#components/select.tsx";
import { toast } from "#components/toast.tsx";
import { people } from "../../../numbers.ts";
import { throttle } from "./actions.ts";
import { choiceOf, rateOf, rateOptions, timeFor } from "./rate-words.ts";
import { useWatched } from "./watch.tsx";

type Props = {
  id: string;
  rate: number | null;
  /** Requests a second that LINE allows us. */
  limit: number;
  /** Before it starts: how many people it is for now. */
  expected: number;
};

/** Slower than LINE allows, where the telephones or a web page of the city could not take everybody at once. */
export function RateChoice({ id, rate, limit, expected }: Props) {
  const { latest } = useWatched();
  const [choice, setChoice] = useState(choiceOf(rate));
  const [isPending, start] = useTransition();
  const { accepted, rejected, expired } = latest.progress;
  const left = latest.startedAt ? Math.max(0, latest.total - accepted - rejected - expired) : expected;
  const time = timeFor(left, rateOf(choice) ?? limit);
  const isChanged = choice !== choiceOf(rate);

  function save() {
    start(async () => {
      const answer = await throttle(id, rateOf(choice));
      if (answer.ok) toast("配信の速さを変更しました。");
      else toast(answer.issues[0]?.message ?? answer.message, "error");
    });
  }

  return (
    <section aria-labelledby="rate" className="flex flex-col gap-3">
      <h2 id="rate" className="text-std-20B-150">
        配信の速さ
      </h2>
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-full max-w-80">
          <Select label="速さ" options={rateOptions(rate, limit)} value={choice} onChange={setChoice} />
        </div>
        {isChanged && (
          <Button isPending={isPending} onPress={save}>
            この速さに変更する
          </Button>
        )}
      </div>
      <p role="status" className="text-std-16N-170">
        {time && `${latest.startedAt ? "残り" : "いまの人数"} ${people(left)}に、${time}かかる見込みです。`}
        <span className="text-solid-gray-700">
          500人ずつ送ります。問い合わせが集中しそうなときは、遅くしてください。
        </span>
      </p>
    </section>
  );
}
