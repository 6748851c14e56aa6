import { Badge } from "#components/badge.tsx";
import { Breakable } from "#components/breakable.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { StaffMember } from "#lib/staff/list.ts";
import { roleOf } from "#lib/staff/roles.ts";

type Props = { members: StaffMember[]; self: string };

export function StaffTable({ members, self }: Props) {
  return (
    <Table
      label="職員の一覧"
      columns={columns(self)}
      rows={members}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/admin/staff/${id}`}
    />
  );
}

function columns(self: string): Column<StaffMember>[] {
  return [
    {
      key: "name",
      label: "名前",
      cell: ({ id, name }) => (id === self ? `${name}（自分）` : name),
      className: "md:min-w-36",
    },
    {
      key: "email",
      label: "メールアドレス",
      cell: ({ email }) => <Breakable>{email}</Breakable>,
      className: "md:min-w-40",
    },
    { key: "role", label: "権限", cell: ({ permissions }) => roleWord(permissions), className: "whitespace-nowrap" },
    {
      key: "department",
      label: "部署",
      cell: ({ department }) => department?.name ?? "すべて",
      className: "md:min-w-40",
    },
    {
      key: "last",
      label: "最後のサインイン",
      cell: ({ lastSignInAt }) => (lastSignInAt ? <FormattedTime at={lastSignInAt} /> : "まだありません"),
    },
    {
      key: "factor",
      label: "2段階認証",
      cell: ({ hasSecondFactor }) =>
        hasSecondFactor ? <Badge tone="success">設定済み</Badge> : <Badge tone="warning">未設定</Badge>,
    },
    {
      key: "sessions",
      label: "利用中",
      align: "end",
      cell: ({ sessions }) => (sessions > 0 ? `${sessions}台` : "なし"),
    },
  ];
}

function roleWord(permissions: StaffMember["permissions"]): string {
  const levels = new Set(Object.values(permissions));
  if (levels.size === 1 && levels.has("none")) return "権限なし";
  return roleOf(permissions)?.name ?? "個別の設定";
}
