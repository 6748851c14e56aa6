"use client";

import { useId, useState, useTransition } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { ConfirmDialog } from "#components/dialog.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { Link } from "#components/link.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { toast } from "#components/toast.tsx";
import type { Lane } from "#db/words.ts";
import { people } from "../../../numbers.ts";
import { dismissAll } from "./actions.ts";
import { HeldChoice } from "./held-choice.tsx";

type Waiting = {
  id: string;
  receivedAt: Date;
  writtenAt: Date | null;
  age: string | null;
  subject: string;
  reason: string;
  text: string;
  lane: Lane | null;
  drill: boolean;
  audience: string | null;
  people: number | null;
};

export type CauseShown = { title: string; source: string; mails: Waiting[] };

/** So many at first: the other causes must stay in sight. */
const atFirst = 5;

/** The mails that wait for one cause: each can be read and sent here, and all of them let go at once. */
export function Cause({ cause: { title, source, mails }, mayDecide }: { cause: CauseShown; mayDecide: boolean }) {
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? mails : mails.slice(0, atFirst);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-8 border border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="text-std-18B-160">
            {title}（{source}）{mails.length.toLocaleString("ja-JP")}通
          </h2>
        </div>
        {mayDecide && mails.length > 1 && <DismissAll title={`${title}（${source}）`} mails={mails} />}
      </div>
      <ul className="flex flex-col divide-y divide-solid-gray-200 border-t border-solid-gray-200">
        {shown.map((mail) => (
          <li key={mail.id}>
            <Mail mail={mail} isOpen={mails.length === 1} mayDecide={mayDecide} />
          </li>
        ))}
      </ul>
      {shown.length < mails.length && (
        <div>
          <Button tone="quiet" size="small" onPress={() => setWhole(true)}>
            ほか{(mails.length - shown.length).toLocaleString("ja-JP")}通を表示する
          </Button>
        </div>
      )}
    </section>
  );
}

function DismissAll({ title, mails }: { title: string; mails: Waiting[] }) {
  const [isOpen, setOpen] = useState(false);
  const [isPending, start] = useTransition();
  const many = `${mails.length.toLocaleString("ja-JP")}通`;
  const act = () =>
    start(async () => {
      const answer = await dismissAll(mails.map(({ id }) => id));
      setOpen(false);
      if (!answer.ok) return toast(answer.message, "error");
      const missed = mails.length - answer.value;
      const rest = missed > 0 ? `${missed}通は、ほかの職員がすでに判断していました。` : "";
      toast(`${answer.value.toLocaleString("ja-JP")}通を見送りました。誰にも送られていません。${rest}`);
    });
  return (
    <>
      <Button tone="secondary" aria-label={`「${title}」${many}を見送る`} onPress={() => setOpen(true)}>
        {many}を見送る
      </Button>
      <ConfirmDialog
        title={`${many}をまとめて見送りますか`}
        confirm={`${many}を見送る`}
        isDanger
        isOpen={isOpen}
        isPending={isPending}
        onOpenChange={setOpen}
        onConfirm={act}
      >
        <p>
          {title}の{many}は、誰にも配信されません。本物の知らせが混じっていないか、先に件名を確かめてください。
        </p>
        <p>内容と判断の過程は残りますが、後から配信することはできません。</p>
      </ConfirmDialog>
    </>
  );
}

function Mail({ mail, isOpen, mayDecide }: { mail: Waiting; isOpen: boolean; mayDecide: boolean }) {
  const { id, subject, reason, text, lane, drill, audience, people: count } = mail;
  return (
    <details open={isOpen} className="py-2">
      <summary className="cursor-default py-1">
        <span className="text-std-16B-170">{subject || "（件名なし）"}</span>{" "}
        {lane === "urgent" && <StatusBadge of="lane" status={lane} />} {drill && <Badge tone="info">訓練モード</Badge>}
        <span className="block pl-4 text-dns-14N-130 leading-170 text-solid-gray-700">
          <Moment mail={mail} />
          <span>{audience ? `${audience}（${people(count ?? 0)}）` : "配信対象か文面が決まっていません"}</span>
        </span>
      </summary>
      <div className="flex flex-col gap-3 py-2 pl-4">
        <p className="text-std-16N-170">{reason}</p>
        {text && (
          <p className="max-w-2xl rounded-8 border border-solid-gray-300 p-3 text-dns-14N-130 leading-170 break-words whitespace-pre-wrap">
            {text}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-5">
          {mayDecide && <HeldChoice id={id} audience={audience} count={count} />}
          <Link href={`/admin/mails/${id}`} className="pt-3 text-blue-900 underline underline-offset-4">
            届いたメールと判断の過程を見る
          </Link>
        </div>
      </div>
    </details>
  );
}

/** How old the news is matters more than when it reached us. */
function Moment({ mail: { writtenAt, age, receivedAt } }: { mail: Waiting }) {
  if (!writtenAt || !age)
    return (
      <span className="mr-4">
        受信 <FormattedTime at={receivedAt} />
      </span>
    );
  return (
    <span className="mr-4">
      メールの日時 <FormattedTime at={writtenAt} />（<strong>{age}</strong>）
    </span>
  );
}
