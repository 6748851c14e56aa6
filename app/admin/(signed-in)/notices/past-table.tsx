import { FormattedTime } from "#components/formatted-time.tsx";
import { Link } from "#components/link.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { Notice } from "#lib/notices/notify.ts";
import { placeOf } from "./place.ts";

export function PastTable({ notices }: { notices: Notice[] }) {
  return <Table label="対応済みのお知らせ" columns={columns} rows={notices} rowKey={({ id }) => id} />;
}

const columns: Column<Notice>[] = [
  { key: "title", label: "内容", cell: Title },
  { key: "raised", label: "起きた日時", cell: ({ raisedAt }) => <FormattedTime at={raisedAt} /> },
  {
    key: "count",
    label: "回数",
    cell: ({ count }) => `${count.toLocaleString("ja-JP")}回`,
    align: "end",
    className: "whitespace-nowrap",
  },
  { key: "resolved", label: "対応した日時", cell: ({ resolvedAt }) => resolvedAt && <FormattedTime at={resolvedAt} /> },
];

function Title({ title, cause }: Notice) {
  const place = placeOf(cause);
  return (
    <>
      {title}
      {place?.href.startsWith("/admin/broadcasts/") && (
        <span className="block">
          <Link href={place.href}>{place.label}</Link>
        </span>
      )}
    </>
  );
}
