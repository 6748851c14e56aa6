import { FormattedTime } from "#components/formatted-time.tsx";
import { Notice } from "#components/notice.tsx";
import type { mailDetail } from "#lib/mail/status.ts";

type Props = { mail: Awaited<ReturnType<typeof mailDetail>>; mayDownload: boolean };

/** Until when the mail itself is kept, and the way to its very bytes. */
export function Keeping({ mail: { id, state, reading, keptUntil }, mayDownload }: Props) {
  if (!reading && state !== "received")
    return (
      <Notice tone="info" title="保存期間を過ぎたため、原文と文面は消えています">
        扱いの記録（状態・転送ルール・日時）だけを残しています。
      </Notice>
    );
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-std-16N-170">
      <span>
        原文と文面は
        <FormattedTime at={keptUntil} planned />
        まで保存します。
      </span>
      {mayDownload && (
        <a
          href={`/admin/mails/${id}/raw`}
          download
          className="text-blue-900 underline underline-offset-4 hover:decoration-2"
        >
          原文（.eml）をダウンロードする
        </a>
      )}
    </p>
  );
}
