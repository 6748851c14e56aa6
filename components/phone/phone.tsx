"use client";

import type { ReactNode } from "react";
import type { OnAction } from "../message/line-message.ts";
import { ChatBar, type PhoneMenu } from "./chat-bar.tsx";
import { type PhoneTheme, paletteOf } from "./palette.ts";
import { QuickReplies } from "./quick-replies.tsx";
import { Talk, type TalkBubble } from "./talk.tsx";
import { TalkHeader } from "./talk-header.tsx";

type Props = {
  label: string;
  account: string;
  bubbles: readonly TalkBubble[];
  onAction?: OnAction;
  onSend?: (text: string) => void;
  menu?: PhoneMenu;
  theme?: PhoneTheme;
  height?: number | string;
  empty?: ReactNode;
  over?: ReactNode;
};

/** A phone with the talk open, drawn as LINE is. `over` covers the screen, as the LIFF browser does. */
export function Phone({
  label,
  account,
  bubbles,
  onAction,
  onSend,
  menu,
  theme = "light",
  height = 640,
  empty,
  over,
}: Props) {
  return (
    <section
      aria-label={label}
      className="h-fit w-full max-w-[24.5rem] rounded-[2.25rem] bg-[#1b1d21] p-2 shadow-4"
      style={paletteOf(theme)}
    >
      <div className="relative flex flex-col overflow-hidden rounded-[1.75rem] bg-(--talk)" style={{ height }}>
        <TalkHeader account={account} />
        <Talk account={account} bubbles={bubbles} onAction={onAction} empty={empty} />
        <QuickReplies message={bubbles.at(-1)?.message} onAction={onAction} />
        <ChatBar menu={menu} onSend={onSend} />
        {over && <div className="absolute inset-0 z-10 flex flex-col bg-white">{over}</div>}
      </div>
    </section>
  );
}
