"use client";

import { Icon } from "../icon.tsx";
import type { LineMessage } from "./line-message.ts";
import { Picture, PlayMark } from "./picture.tsx";

export function ImageMessage({ message }: { message: LineMessage }) {
  const src = message.previewImageUrl ?? message.originalContentUrl;
  return <Picture src={src} alt="写真" className="max-h-72 min-h-28 w-56 rounded-[18px] object-cover" />;
}

export function VideoMessage({ message }: { message: LineMessage }) {
  return (
    <div className="relative w-56 overflow-hidden rounded-[18px]">
      <Picture src={message.previewImageUrl} alt="動画" className="aspect-video w-full object-cover" />
      <PlayMark />
    </div>
  );
}

export function AudioMessage({ message }: { message: LineMessage }) {
  return (
    <div className="flex w-52 items-center gap-3 rounded-[18px] bg-(--other) px-3 py-2.5 text-[15px] text-(--other-ink)">
      <span className="flex size-8 items-center justify-center rounded-full border border-current">
        <Icon name="right" className="size-4" />
      </span>
      <span className="h-0.5 flex-1 bg-current opacity-40" />
      <span className="tabular-nums">{length(message.duration)}</span>
    </div>
  );
}

export function StickerMessage({ message }: { message: LineMessage }) {
  return (
    <div className="flex size-32 flex-col items-center justify-center rounded-[18px] border border-dashed border-(--talk-ink) text-[13px] text-(--talk-ink)">
      <span aria-hidden="true" className="text-4xl">
        ☺
      </span>
      スタンプ
      <span className="tabular-nums">
        {String(message.packageId ?? "")}-{String(message.stickerId ?? "")}
      </span>
    </div>
  );
}

export function LocationMessage({ message }: { message: LineMessage }) {
  return (
    <div className="w-60 overflow-hidden rounded-[18px] bg-(--card) text-(--card-ink)">
      <div className="relative h-28 bg-[linear-gradient(90deg,transparent_48%,#fff_48%_52%,transparent_52%),linear-gradient(transparent_44%,#fff_44%_50%,transparent_50%)] bg-[#d7e3c8]">
        <svg
          aria-hidden="true"
          viewBox="0 0 24 24"
          className="absolute inset-0 m-auto size-9 text-[#d92d20]"
          fill="currentColor"
        >
          <path d="M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7Zm0 9.500A2.500 2.500 0 1 1 12 6.500a2.500 2.500 0 0 1 0 5Z" />
        </svg>
      </div>
      <div className="px-3 py-2">
        <p className="text-[15px] font-700">{String(message.title ?? "")}</p>
        <p className="text-[13px] opacity-80">{String(message.address ?? "")}</p>
      </div>
    </div>
  );
}

function length(duration: unknown): string {
  const seconds = Math.round(Number(duration ?? 0) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
