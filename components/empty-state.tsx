import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; action?: ReactNode };

/** A list with nothing in it teaches what will stand here and offers the first step. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-12 border border-dashed border-solid-gray-420 px-6 py-12 text-center">
      <p className="text-std-18B-160">{title}</p>
      {children && <div className="max-w-lg text-std-16N-170 text-solid-gray-700">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}
