import { FormattedTime } from "#components/formatted-time.tsx";
import { Icon } from "#components/icon.tsx";
import { LinkButton } from "#components/link.tsx";
import type { Notice } from "#lib/notices/notify.ts";
import { placeOf } from "../notices/place.ts";
import { ResolveButton } from "./resolve-button.tsx";

type Props = { notices: Notice[]; mayResolve: boolean };

/** What happened and what to do, until somebody says that it is done. */
export function Notices({ notices, mayResolve }: Props) {
  if (notices.length === 0) return null;
  return (
    <section id="notices" aria-labelledby="notices-title" className="flex scroll-mt-20 flex-col gap-4">
      <h2 id="notices-title" className="text-std-20B-150">
        確認が必要なお知らせ（{notices.length}件）
      </h2>
      <ul className="flex flex-col gap-3">
        {notices.map((notice) => (
          <li
            key={notice.id}
            className="flex flex-col gap-3 rounded-8 border border-l-8 border-solid-gray-200 border-l-warning-yellow-1 p-4 md:flex-row md:items-center"
          >
            <Icon name="warning" className="size-6 text-warning-yellow-2 max-md:hidden" />
            <div className="min-w-0 flex-1">
              <h3 className="text-std-16B-170">{notice.title}</h3>
              <p className="text-std-16N-170">{notice.advice}</p>
              <p className="text-dns-14N-130 text-solid-gray-700">
                <FormattedTime at={notice.lastRaisedAt} />
                {notice.count > 1 && `（${notice.count.toLocaleString("ja-JP")}回目）`}
              </p>
            </div>
            <div className="flex flex-wrap gap-3">
              <Place cause={notice.cause} />
              {mayResolve && <ResolveButton id={notice.id} title={notice.title} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ cause }: { cause: string }) {
  const place = placeOf(cause);
  if (!place) return null;
  return (
    <LinkButton size="small" href={place.href}>
      {place.label}
    </LinkButton>
  );
}
