import type { ReactNode } from "react";

type Props = { title: ReactNode; children?: ReactNode; action?: ReactNode; above?: ReactNode };

/** One `h1`, one sentence on what the page is for, one primary action. `above`: a breadcrumb below the second level. */
export function PageHeader({ title, children, action, above }: Props) {
  return (
    <header className="flex flex-col gap-4 pb-6 md:flex-row md:items-end md:justify-between">
      <div className="min-w-0">
        {above}
        <h1 className="flex flex-wrap items-center gap-3 text-std-24B-150 md:text-std-28B-150">{title}</h1>
        {children && <p className="mt-1 max-w-3xl text-std-16N-170 text-solid-gray-700">{children}</p>}
      </div>
      {action && <div className="flex shrink-0 flex-wrap gap-3">{action}</div>}
    </header>
  );
}
