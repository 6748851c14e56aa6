import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { type Column, Table } from "#components/table.tsx";
import { removeTestRecipient, type TestRecipient } from "#lib/test-recipients/register.ts";
import { attempt } from "../../attempt.ts";
import { RemoveButton } from "./remove-button.tsx";

type Props = { recipients: TestRecipient[]; mayRemove: boolean };

export function RecipientTable({ recipients, mayRemove }: Props) {
  return (
    <Table
      label="登録済みのテスト配信先"
      columns={mayRemove ? [...columns, removal] : columns}
      rows={recipients}
      // Not by their LINE user id: row keys travel to the browser.
      rowKey={({ name, createdAt }) => `${name} ${createdAt.getTime()}`}
      empty={
        <EmptyState title="テスト配信先はまだありません">
          自分や同僚のスマートフォンを登録しておくと、住民に送る前に、実際の見え方を確かめられます。
          {mayRemove ? "上で名前を入力し、コードを発行してください。" : "登録は、配信の権限がある職員が行えます。"}
        </EmptyState>
      }
    />
  );
}

const columns: Column<TestRecipient>[] = [
  { key: "name", label: "名前", cell: ({ name }) => name },
  { key: "since", label: "登録日時", cell: ({ createdAt }) => <FormattedTime at={createdAt} /> },
  { key: "how", label: "登録方法", cell: ({ ofProfile }) => (ofProfile ? "設定ファイル" : "コード") },
];

const removal: Column<TestRecipient> = {
  key: "remove",
  label: "操作",
  cell: ({ name, lineUserId, ofProfile }) => {
    // Next seals what an action closes over, so the LINE user id never stands readable in the page.
    async function remove() {
      "use server";
      const answer = await attempt((actor) => removeTestRecipient(db(), actor, lineUserId));
      refresh();
      return answer;
    }
    return <RemoveButton name={name} comesBack={ofProfile} remove={remove} />;
  },
};
