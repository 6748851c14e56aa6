import { db } from "#app/db.ts";
import { FormattedTime } from "#components/formatted-time.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { type Column, Table } from "#components/table.tsx";
import { listRules } from "#lib/mail/rules.ts";
import type { ListedMail } from "#lib/mail/status.ts";
import { people } from "../../numbers.ts";

type Row = ListedMail & { ruleName: string };

export async function MailTable({ mails }: { mails: ListedMail[] }) {
  const rules = await listRules(db());
  const nameOf = (key: string | null) => rules.find((rule) => rule.key === key)?.name ?? key ?? "なし";
  const rows = mails.map((mail) => ({ ...mail, ruleName: nameOf(mail.rule) }));
  return (
    <Table
      label="受信メールの一覧"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/admin/mails/${id}`}
    />
  );
}

const columns: readonly Column<Row>[] = [
  { key: "subject", label: "件名", cell: subjectOf, className: "md:min-w-52" },
  { key: "state", label: "状態", cell: Standing },
  { key: "from", label: "差出人", cell: Sender, className: "md:min-w-36" },
  { key: "received", label: "受信日時", cell: ({ receivedAt }) => <FormattedTime at={receivedAt} /> },
  { key: "rule", label: "転送ルール", cell: ({ ruleName }) => ruleName, className: "md:min-w-32" },
  {
    key: "people",
    label: "配信対象",
    align: "end",
    cell: (row) => (row.people === null ? "なし" : people(row.people)),
    className: "whitespace-nowrap",
  },
];

function subjectOf({ reading, state }: ListedMail): string {
  return reading?.subject || (state === "received" ? "（読み取り中）" : "（件名なし）");
}

function Standing({ state, lane }: Row) {
  return (
    <span className="flex flex-wrap gap-1">
      <StatusBadge of="mail" status={state} />
      {lane === "urgent" && <StatusBadge of="lane" status={lane} />}
    </span>
  );
}

function Sender({ reading, source }: Row) {
  return <>{reading?.from?.name || reading?.from?.address || source || "不明"}</>;
}
