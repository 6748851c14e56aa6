"use client";

import type { LineAction, LineMessage, OnAction } from "./line-message.ts";
import { Picture } from "./picture.tsx";
import { nameOf, Tap } from "./tap.tsx";

type Area = { x: number; y: number; width: number; height: number };
type AreaAction = LineAction & { linkUri?: string; area: Area };

export function ImagemapMessage({ message, onAction }: { message: LineMessage; onAction?: OnAction }) {
  const size = message.baseSize as { width: number; height: number };
  const areas = (message.actions ?? []) as AreaAction[];
  return (
    <div
      className="relative w-full max-w-[300px] overflow-hidden rounded-[12px]"
      style={{ aspectRatio: `${size.width} / ${size.height}` }}
    >
      <Picture src={`${String(message.baseUrl)}/1040`} alt={message.altText} className="size-full object-cover" />
      {areas.map(({ area, linkUri, ...action }) => (
        <Tap
          key={`${area.x} ${area.y} ${area.width} ${area.height}`}
          action={linkUri ? { ...action, uri: linkUri } : action}
          onAction={onAction}
          label={nameOf({ ...action, uri: linkUri })}
          className="absolute hover:bg-black/10"
          style={placeOf(area, size)}
        />
      ))}
    </div>
  );
}

function placeOf(area: Area, size: { width: number; height: number }) {
  return {
    left: `${(area.x / size.width) * 100}%`,
    top: `${(area.y / size.height) * 100}%`,
    width: `${(area.width / size.width) * 100}%`,
    height: `${(area.height / size.height) * 100}%`,
  };
}
