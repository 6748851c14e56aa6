import type { ReactNode } from "react";

type Props = { tone: "problem" | "note" | "done"; title?: string; children: ReactNode };

export function PageNotice({ tone, title, children }: Props) {
  return (
    <div role={tone === "problem" ? "alert" : undefined} className={`rounded-8 border-l-8 px-4 py-3 ${looks[tone]}`}>
      {title && <p className="font-700">{title}</p>}
      {children}
    </div>
  );
}

const looks: Record<Props["tone"], string> = {
  problem: "border-error-1 bg-red-50",
  note: "border-blue-900 bg-blue-50",
  done: "border-success-1 bg-green-50",
};
