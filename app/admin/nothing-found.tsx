import type { ReactNode } from "react";
import { EmptyState } from "#components/empty-state.tsx";
import { LinkButton } from "#components/link.tsx";

type Props = {
  /** What the list holds. */
  what: string;
  /** The same list without a filter. */
  all: string;
  children: ReactNode;
};

/** A list whose filter leaves nothing: the way back to all of it. */
export function NothingFound({ what, all, children }: Props) {
  const action = (
    <LinkButton tone="secondary" href={all}>
      すべての{what}を表示する
    </LinkButton>
  );
  return (
    <EmptyState title={`当てはまる${what}はありません`} action={action}>
      {children}
    </EmptyState>
  );
}
