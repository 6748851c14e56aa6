import { FormattedTime } from "#components/formatted-time.tsx";
import { Icon } from "#components/icon.tsx";
import { LinkButton } from "#components/link.tsx";
import type { Notice } from "#lib/notices/notify.ts";
import { ResolveButton } from "../home/resolve-button.tsx";
import { placeOf } from "./place.ts";

type Props = { notice: Notice; mayResolve: boolean };

/** What happened, what to do, since when, and the way there. */
export function NoticeCard({ notice, mayResolve }: Props) {
  const place = placeOf(notice.cause);
  return (
    <article className="flex gap-4 rounded-8 border border-l-8 border-solid-gray-200 border-l-warning-yellow-1 p-4">
      <Icon name="warning" className="size-6 text-warning-yellow-2 max-md:hidden" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="text-std-16B-170">{notice.title}</h3>
        <p className="text-std-16N-170">{notice.advice}</p>
        <p className="text-dns-14N-130 text-solid-gray-700">
          <When of={notice} />
        </p>
        <div className="flex flex-wrap gap-3 pt-1">
          {place && (
            <LinkButton size="small" href={place.href}>
              {place.label}
            </LinkButton>
          )}
          {mayResolve && <ResolveButton id={notice.id} title={notice.title} />}
        </div>
      </div>
    </article>
  );
}

function When({ of: { count, raisedAt, lastRaisedAt } }: { of: Notice }) {
  if (count === 1) return <FormattedTime at={raisedAt} />;
  return (
    <>
      <FormattedTime at={raisedAt} /> から <span className="text-dns-14B-130">{count.toLocaleString("ja-JP")}回</span>
      （最後は <FormattedTime at={lastRaisedAt} />）
    </>
  );
}
