"use client";

import { type CSSProperties, useState } from "react";
import { Icon } from "../icon.tsx";

type Props = { src: unknown; alt?: string; className?: string; style?: CSSProperties };

/** A picture at the address that LINE would fetch; where it does not answer, a grey field of the same size. */
export function Picture({ src, alt = "", className = "", style }: Props) {
  const [failed, setFailed] = useState<unknown>();
  if (!isShown(src) || failed === src) return <Missing className={className} style={style} />;
  return (
    // biome-ignore lint/performance/noImgElement: the preview must fetch exactly the address that is sent
    <img
      src={src}
      alt={alt}
      loading="lazy"
      ref={(img) => {
        // The page may have asked for it, and been refused, before this code ran.
        if (img?.complete && img.naturalWidth === 0) setFailed(src);
      }}
      onError={() => setFailed(src)}
      className={`block bg-[#e8ebef] ${className}`}
      style={style}
    />
  );
}

function isShown(src: unknown): src is string {
  return typeof src === "string" && /^(https?:|blob:|data:image\/|\/)/.test(src);
}

function Missing({ className, style }: Pick<Props, "className" | "style">) {
  return (
    <span className={`flex min-h-6 items-center justify-center bg-[#dfe3e8] text-[#5b6470] ${className}`} style={style}>
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        className="size-8 max-h-full max-w-full"
        fill="none"
        stroke="currentColor"
      >
        <path d="M3 5h18v14H3zM3 16l5-5 5 5 3-3 5 4M15.5 10a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z" strokeWidth="1.2" />
      </svg>
    </span>
  );
}

/** Something that can be played, drawn still. */
export function PlayMark() {
  return (
    <span className="absolute inset-0 m-auto flex size-12 items-center justify-center rounded-full bg-black/60 text-white">
      <Icon name="right" className="size-6" />
    </span>
  );
}
