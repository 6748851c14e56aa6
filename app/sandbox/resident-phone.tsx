"use client";

import { useState, useTransition } from "react";
import { Badge } from "#components/badge.tsx";
import { Button } from "#components/button.tsx";
import { Phone } from "#components/phone/phone.tsx";
import { act } from "./act.ts";
import { block, follow, write } from "./actions.ts";
import { LiffBrowser } from "./liff-browser.tsx";
import type { PhoneState } from "./phones.ts";
import { tell } from "./tell.ts";

type Props = { account: string; phone: PhoneState };

export function ResidentPhone({ account, phone: { resident, bubbles } }: Props) {
  const { userId, displayName, friend, blocked } = resident;
  const [opened, setOpened] = useState<string>();
  const [isPending, start] = useTransition();
  const isReached = friend && !blocked;
  return (
    <article aria-label={`${displayName}の電話`} className="flex flex-col gap-3">
      <h2 className="truncate text-std-16B-170">{displayName}</h2>
      <div className="flex items-center justify-between gap-3">
        <Badge tone={isReached ? "success" : "quiet"}>
          {blocked ? "ブロック中" : friend ? "友だち" : "友だちではない"}
        </Badge>
        <Button
          size="small"
          tone={isReached ? "secondary" : "primary"}
          isPending={isPending}
          onPress={() => start(() => tell(isReached ? block(userId) : follow(userId)))}
        >
          {isReached ? "ブロックする" : blocked ? "ブロックを解除する" : "友だち追加する"}
        </Button>
      </div>
      <Phone
        label={`${displayName}のトーク`}
        account={account}
        bubbles={bubbles}
        height="clamp(28rem, 100dvh - 19rem, 44rem)"
        onSend={isReached ? (text) => void tell(write(userId, text)) : undefined}
        onAction={(action) => act(userId, action, setOpened)}
        empty={<Quiet isFriend={isReached} />}
        over={opened && <LiffBrowser path={opened} userId={userId} onClose={() => setOpened(undefined)} />}
      />
    </article>
  );
}

function Quiet({ isFriend }: { isFriend: boolean }) {
  return (
    <p className="m-auto max-w-60 text-center text-[14px] text-(--talk-ink)">
      {isFriend ? "まだメッセージはありません。" : "「友だち追加する」を押すと、あいさつのメッセージが届きます。"}
    </p>
  );
}
