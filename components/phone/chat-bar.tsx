"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Icon } from "../icon.tsx";

/** A rich menu: the words on the chat bar and what is drawn above it. */
export type PhoneMenu = { barText: string; content: ReactNode };

type Props = { menu?: PhoneMenu; onSend?: (text: string) => void };

export function ChatBar({ menu, onSend }: Props) {
  const [isTyping, setTyping] = useState(false);
  const [isOpen, setOpen] = useState(true);
  if (!menu) return <Bar>{onSend ? <Keyboard onSend={onSend} /> : <Still />}</Bar>;
  return (
    <>
      {!isTyping && isOpen && <div className="shrink-0 border-t border-(--bar-line)">{menu.content}</div>}
      <Bar>
        <button
          type="button"
          aria-label={isTyping ? "メニューに切り替える" : "キーボードに切り替える"}
          onClick={() => setTyping(!isTyping)}
          className="flex size-10 items-center justify-center border-r border-(--bar-line)"
        >
          <Icon name={isTyping ? "menu" : "keyboard"} className="size-6" />
        </button>
        {isTyping ? (
          onSend ? (
            <Keyboard onSend={onSend} />
          ) : (
            <Still />
          )
        ) : (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="flex min-h-10 flex-1 items-center justify-center gap-1 text-[14px]"
          >
            {menu.barText}
            <Icon name={isOpen ? "down" : "up"} className="size-3.5" />
          </button>
        )}
      </Bar>
    </>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-13 shrink-0 items-center gap-2 border-t border-(--bar-line) bg-(--bar) px-2 py-1.5 text-(--bar-ink)">
      {children}
    </div>
  );
}

function Keyboard({ onSend }: { onSend: (text: string) => void }) {
  const [text, setText] = useState("");
  function send(event: FormEvent) {
    event.preventDefault();
    if (!text.trim()) return;
    onSend(text);
    setText("");
  }
  return (
    <form onSubmit={send} className="flex min-w-0 flex-1 items-center gap-2">
      <input
        aria-label="メッセージを入力"
        placeholder="メッセージを入力"
        value={text}
        maxLength={5000}
        onChange={(event) => setText(event.target.value)}
        className="h-10 min-w-0 flex-1 rounded-full bg-(--field) px-4 text-[16px] placeholder:text-(--bar-ink) placeholder:opacity-70"
      />
      <button
        type="submit"
        aria-label="送信する"
        className="flex size-10 items-center justify-center rounded-full text-blue-900"
      >
        <Icon name="send" className="size-6" />
      </button>
    </form>
  );
}

/** A preview cannot be written into. */
function Still() {
  return (
    <span
      aria-hidden="true"
      className="flex h-9 flex-1 items-center rounded-full bg-(--field) px-4 text-[14px] opacity-70"
    >
      Aa
    </span>
  );
}
