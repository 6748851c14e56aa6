import { Link } from "#components/link.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import type { Corrections } from "#lib/broadcasts/corrections.ts";
import { passed } from "../passed.ts";

/** What was sent, or is being written, to put this broadcast right. */
export function CorrectionList({ by }: { by: Corrections["by"] }) {
  return (
    <section aria-labelledby="corrections" className="flex flex-col gap-4">
      <h2 id="corrections" className="text-std-20B-150">
        この配信の訂正
      </h2>
      <ul className="flex flex-col gap-2">
        {by.map(({ id, title, status, minutes, startedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge of="broadcast" status={status} />
            <Link href={`/admin/broadcasts/${id}`} className="text-blue-900 underline underline-offset-4">
              {title}
            </Link>
            <span>
              {startedAt ? `${passed(minutes)}後に配信を開始` : `まだ送っていません（${passed(minutes)}経過）`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
