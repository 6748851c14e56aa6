import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

type Tone = "info" | "success" | "warning" | "error";
type Props = { tone: Tone; title?: string; children?: ReactNode; action?: ReactNode };

/** A sentence that stays on the page: what happened, what was kept, what to do. */
export function Notice({ tone, title, children, action }: Props) {
  const look = looks[tone];
  return (
    <div
      role={tone === "error" ? "alert" : undefined}
      className={`flex flex-wrap items-start gap-3 rounded-8 border-2 bg-white px-4 py-3 ${look.edge}`}
    >
      <Icon name={look.icon} className={`mt-0.5 size-6 ${look.ink}`} />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="text-std-16B-170">{title}</p>}
        {children && <div className="text-std-16N-170">{children}</div>}
      </div>
      {action && <div className="max-md:w-full max-md:pl-9">{action}</div>}
    </div>
  );
}

const looks: Record<Tone, { icon: IconName; edge: string; ink: string }> = {
  info: { icon: "info", edge: "border-blue-900", ink: "text-blue-900" },
  success: { icon: "check", edge: "border-success-1", ink: "text-success-2" },
  warning: { icon: "warning", edge: "border-warning-yellow-1", ink: "text-warning-yellow-2" },
  error: { icon: "error", edge: "border-error-1", ink: "text-error-1" },
};
