import type { ReactNode } from "react";

export type BadgeTone = "neutral" | "info" | "success" | "warning" | "danger" | "quiet";

/** One short word with a colour; the word alone must say it. */
export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded-full border px-2.5 py-1 text-oln-14N-100 font-700 whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}

const tones: Record<BadgeTone, string> = {
  neutral: "border-solid-gray-420 bg-white text-solid-gray-800",
  quiet: "border-transparent bg-solid-gray-50 text-solid-gray-700",
  info: "border-transparent bg-blue-50 text-blue-900",
  success: "border-transparent bg-green-50 text-green-900",
  warning: "border-transparent bg-yellow-100 text-yellow-1200",
  danger: "border-transparent bg-red-50 text-red-1000",
};
