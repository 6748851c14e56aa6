import { Breakable } from "#components/breakable.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import type { StaffSession } from "#lib/staff/list.ts";
import { ConfirmButton } from "../../../confirm-button.tsx";
import { endSession } from "../actions.ts";

type Props = { staffId: string; sessions: StaffSession[]; mayEnd: boolean };

export function SessionTable({ staffId, sessions, mayEnd }: Props) {
  return (
    <Table
      label="サインイン中の端末"
      columns={mayEnd ? [...columns, ending(staffId)] : columns}
      rows={sessions}
      rowKey={({ id }) => id}
      empty={<p className="text-std-16N-170">いまサインインしている端末はありません。</p>}
    />
  );
}

const columns: Column<StaffSession>[] = [
  { key: "device", label: "端末", cell: ({ device }) => device ?? "不明な機器", className: "md:whitespace-nowrap" },
  { key: "address", label: "IPアドレス", cell: ({ address }) => <Breakable>{address ?? "不明"}</Breakable> },
  { key: "since", label: "サインイン", cell: ({ createdAt }) => <FormattedTime at={createdAt} /> },
  { key: "seen", label: "最後の操作", cell: ({ seenAt }) => <FormattedTime at={seenAt} /> },
];

function ending(staffId: string): Column<StaffSession> {
  return {
    key: "end",
    label: "操作",
    cell: ({ id, device }) => (
      <ConfirmButton
        verb="終了する"
        label={`${device ?? "不明な機器"} のサインインを終了する`}
        title={`${device ?? "不明な機器"} のサインインを終了する`}
        done="サインインを終了しました。"
        act={endSession.bind(null, staffId, id)}
      >
        <p>その端末の画面は、次の操作で使えなくなります。保存していない入力は失われます。</p>
      </ConfirmButton>
    ),
  };
}
