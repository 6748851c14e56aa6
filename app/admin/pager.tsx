import { LinkButton } from "#components/link.tsx";

export const perPage = 50;

/** The page number in the address; anything strange is the first page. */
export function pageOf(wanted: string | undefined): number {
  return /^[1-9]\d{0,4}$/.test(wanted ?? "") ? Number(wanted) : 1;
}

type Props = { path: string; query: Record<string, string | undefined>; page: number; hasMore: boolean };

export function Pager({ path, query, page, hasMore }: Props) {
  if (page === 1 && !hasMore) return null;
  const to = (wanted: number) => {
    const filled = Object.entries({ ...query, page: String(wanted) }).filter(
      (pair): pair is [string, string] => !!pair[1],
    );
    return `${path}?${new URLSearchParams(filled)}`;
  };
  return (
    <nav aria-label="ページ送り" className="flex items-center justify-center gap-4">
      {page > 1 && (
        <LinkButton tone="secondary" href={to(page - 1)}>
          前の{perPage}件を見る
        </LinkButton>
      )}
      <span className="text-std-16N-170">{page}ページ目</span>
      {hasMore && (
        <LinkButton tone="secondary" href={to(page + 1)}>
          次の{perPage}件を見る
        </LinkButton>
      )}
    </nav>
  );
}
