import type { Qr } from "./qr.ts";

const margin = 4;

export function QrCode({ qr: { size, path }, label }: { qr: Qr; label: string }) {
  const side = size + 2 * margin;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-margin} ${-margin} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-56 border border-solid-gray-200 bg-white"
    >
      <path d={path} />
    </svg>
  );
}
