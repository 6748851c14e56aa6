import { FormattedTime } from "#components/formatted-time.tsx";
import { Link } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import type { Corrections } from "#lib/broadcasts/corrections.ts";
import { passed } from "./passed.ts";

type Props = { of: NonNullable<Corrections["of"]>; isDraft?: boolean };

/** Above a correction: which broadcast was wrong, how long ago, and what is to be known of its audience. */
export function WhatIsCorrected({ of, isDraft = true }: Props) {
  const { id, title, startedAt, minutes, status, isForgotten } = of;
  return (
    <Notice tone={isDraft && (isForgotten || status === "sending") ? "warning" : "info"} title="訂正配信です">
      <p>
        <Link href={`/admin/broadcasts/${id}`} className="text-blue-900 underline underline-offset-4">
          「{title}」
        </Link>
        （{startedAt && <FormattedTime at={startedAt} />}に配信を開始）の訂正です。
        {isDraft ? `いま、${passed(minutes)}たっています。` : `${passed(minutes)}後に配信を開始しました。`}
      </p>
      {isDraft && status === "sending" && (
        <p>元の配信はまだ続いています。これから届く人に訂正は届きません。先に元の配信を中止してください。</p>
      )}
      {isDraft && isForgotten && (
        <p>
          元の配信を受け取った人の記録は、保存期間を過ぎて消えています。元の配信と同じ条件の、いま当てはまる人に送ります。
        </p>
      )}
    </Notice>
  );
}
