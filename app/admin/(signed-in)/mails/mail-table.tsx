import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { FormattedTime } from "#components/formatted-time.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { type Column, Table } from "#components/table.tsx";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { listRules } from "#lib/mail/rules.ts";
import type { MailDetail } from "#lib/mail/status.ts";
import { people } from "../../numbers.ts";
import { totalOf } from "../broadcasts/total.ts";

type Row = MailDetail & { ruleName: string; heads: number | null };

export async function MailTable({ mails, staff }: { mails: MailDetail[]; staff: Staff }) {
  const rules = await listRules(db());
  const rows = await Promise.all(
    mails.map(async (mail) => ({
      ...mail,
      ruleName: rules.find(({ key }) => key === mail.rule)?.name ?? mail.rule ?? "なし",
      heads: mail.broadcastId ? totalOf(await broadcastDetail(db(), staff, mail.broadcastId)) : null,
    })),
  );
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
    key: "heads",
    label: "配信対象",
    align: "end",
    cell: ({ heads }) => (heads === null ? "なし" : people(heads)),
    className: "whitespace-nowrap",
  },
];

function subjectOf({ reading, state }: MailDetail): string {
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
