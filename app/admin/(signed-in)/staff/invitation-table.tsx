import { Breakable } from "#components/breakable.tsx";
import { Until } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { Invitation } from "#lib/staff/invitations.ts";
import { roleOf } from "#lib/staff/roles.ts";
import { ConfirmButton } from "../../confirm-button.tsx";
import { withdraw } from "./actions.ts";

type Props = { invitations: Invitation[]; mayEdit: boolean };

export function InvitationTable({ invitations, mayEdit }: Props) {
  return (
    <Table
      label="招待中の人"
      columns={mayEdit ? [...columns, withdrawal] : columns}
      rows={invitations}
      rowKey={({ id }) => id}
    />
  );
}

const columns: Column<Invitation>[] = [
  { key: "email", label: "メールアドレス", cell: ({ email }) => <Breakable>{email}</Breakable> },
  { key: "role", label: "権限", cell: ({ permissions }) => roleOf(permissions)?.name ?? "個別の設定" },
  { key: "department", label: "部署", cell: ({ department }) => department?.name ?? "すべて" },
  { key: "until", label: "期限", cell: ({ expiresFor }) => <Until at={expiresFor} /> },
];

const withdrawal: Column<Invitation> = {
  key: "withdraw",
  label: "操作",
  cell: ({ id, email }) => (
    <ConfirmButton
      verb="取り消す"
      label={`${email} の招待を取り消す`}
      title={`${email} の招待を取り消す`}
      done="招待を取り消しました。"
      act={withdraw.bind(null, id)}
    >
      <p>渡したリンクは使えなくなります。必要なら、あらためて招待できます。</p>
    </ConfirmButton>
  ),
};
