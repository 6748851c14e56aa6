"use client";

import { Component, type ReactNode, Suspense } from "react";
import { FlexMessage } from "./flex-message.tsx";
import { ImagemapMessage } from "./imagemap.tsx";
import { type LineMessage, type OnAction, summaryOf } from "./line-message.ts";
import { substitute } from "./linked-text.ts";
import { AudioMessage, ImageMessage, LocationMessage, StickerMessage, VideoMessage } from "./media.tsx";
import { TemplateMessage } from "./template.tsx";
import { TextBubble } from "./text-bubble.tsx";

type Props = { message: LineMessage; from?: "account" | "resident"; isFirst?: boolean; onAction?: OnAction };

/** Draws one LINE message from exactly the JSON that is sent; what cannot be drawn shows its alternative text. */
export function Message({ message, from = "account", isFirst = true, onAction }: Props) {
  const plain = <TextBubble text={summaryOf(message)} from={from} isFirst={isFirst} onAction={onAction} />;
  return (
    <Otherwise key={JSON.stringify(message)} otherwise={plain}>
      <Suspense fallback={plain}>{drawing({ message, from, isFirst, onAction }) ?? plain}</Suspense>
    </Otherwise>
  );
}

/** LINE gives these their own width; everything else sits beside its time. */
export function isWide({ type }: LineMessage): boolean {
  return type === "flex" || type === "imagemap" || type === "template";
}

function drawing({ message, from, isFirst, onAction }: Required<Omit<Props, "onAction">> & Props): ReactNode {
  switch (message.type) {
    case "textV2":
      return <TextBubble text={filled(message)} from={from} isFirst={isFirst} onAction={onAction} />;
    case "image":
      return <ImageMessage message={message} />;
    case "video":
      return <VideoMessage message={message} />;
    case "audio":
      return <AudioMessage message={message} />;
    case "sticker":
      return <StickerMessage message={message} />;
    case "location":
      return <LocationMessage message={message} />;
    case "imagemap":
      return message.baseSize ? <ImagemapMessage message={message} onAction={onAction} /> : null;
    case "template":
      return message.template ? <TemplateMessage message={message} onAction={onAction} /> : null;
    case "flex":
      return message.contents ? <FlexMessage message={message} onAction={onAction} /> : null;
    default:
      return null;
  }
}

function filled({ text, substitution }: LineMessage): string {
  return substitute(text ?? "", (substitution ?? {}) as Record<string, { type?: string }>);
}

/** On the server the nearest Suspense takes an error, in the browser this does. */
class Otherwise extends Component<{ otherwise: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}
