"use client";

import { formatJapaneseClock } from "../japanese-time.ts";
import type { OnAction } from "../message/line-message.ts";
import { isWide, Message } from "../message/message.tsx";
import { Picture } from "../message/picture.tsx";
import type { TalkBubble } from "./talk.tsx";

type Props = { account: string; bubble: TalkBubble; isFirst: boolean; onAction?: OnAction };

export function BubbleRow({ account, bubble, isFirst, onAction }: Props) {
  const { from, message, at } = bubble;
  const content = <Message message={message} from={from} isFirst={isFirst} onAction={onAction} />;
  if (from === "resident")
    return (
      <div className="flex max-w-full items-end justify-end gap-1.5 pl-10">
        <Time at={at} />
        {content}
      </div>
    );
  const name = message.sender?.name ?? account;
  return (
    <div className="flex max-w-full gap-2">
      <div className="w-9 shrink-0">{isFirst && <Face name={name} iconUrl={message.sender?.iconUrl} />}</div>
      <div className="min-w-0 flex-1">
        {isFirst && <p className="pb-1 text-[12px] text-(--talk-ink)">{name}</p>}
        <div className={isWide(message) ? "flex flex-col gap-0.5" : "flex items-end gap-1.5"}>
          <div className="max-w-full min-w-0">{content}</div>
          <Time at={at} />
        </div>
      </div>
    </div>
  );
}

function Time({ at }: Pick<TalkBubble, "at">) {
  if (at === undefined) return null;
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} className="shrink-0 text-[11px] tabular-nums text-(--talk-ink)">
      {formatJapaneseClock(date)}
    </time>
  );
}

function Face({ name, iconUrl }: { name: string; iconUrl?: string }) {
  if (iconUrl) return <Picture src={iconUrl} className="size-9 rounded-full object-cover" />;
  return (
    <span
      aria-hidden="true"
      className="flex size-9 items-center justify-center rounded-full bg-[#0b5d3b] text-[15px] font-700 text-white"
    >
      {[...name][0]}
    </span>
  );
}
