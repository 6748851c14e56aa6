import { Badge } from "#components/badge.tsx";
import { Breakable } from "#components/breakable.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { OwnSession } from "#lib/staff/own-sessions.ts";
import { EndButton } from "./session-buttons.tsx";

export function SessionTable({ sessions, current }: { sessions: OwnSession[]; current: string | null }) {
  const columns: Column<OwnSession>[] = [
    {
      key: "device",
      label: "端末",
      cell: (session) => session.device ?? "不明な機器",
      className: "md:whitespace-nowrap",
    },
    { key: "address", label: "IPアドレス", cell: (session) => <Breakable>{session.address ?? "不明"}</Breakable> },
    { key: "since", label: "サインイン", cell: (session) => <FormattedTime at={session.createdAt} /> },
    { key: "seen", label: "最後の操作", cell: (session) => <FormattedTime at={session.seenAt} /> },
    {
      key: "end",
      label: "操作",
      cell: ({ id, device }) =>
        id === current ? <Badge tone="info">この端末</Badge> : <EndButton id={id} device={device ?? "不明な機器"} />,
    },
  ];
  return <Table label="サインイン中の端末" columns={columns} rows={sessions} rowKey={({ id }) => id} />;
}
