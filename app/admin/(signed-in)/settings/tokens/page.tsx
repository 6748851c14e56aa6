import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Badge } from "#components/badge.tsx";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { FormattedTime, Until } from "#components/formatted-time.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { type Column, Table } from "#components/table.tsx";
import { features } from "#db/words.ts";
import { may } from "#lib/actor.ts";
import { type ApiToken, listTokens } from "#lib/staff/tokens.ts";
import { ConfirmButton } from "../../../confirm-button.tsx";
import { featureWords, levelWords, shownLevel } from "../../../permission-words.ts";
import { revoke } from "./actions.ts";
import { stateOf } from "./state.ts";

export const metadata: Metadata = { title: "APIトークン" };

export default async function TokensPage() {
  const staff = await requireStaff("/admin/settings/tokens");
  const tokens = await listTokens(db(), staff);
  const mayEdit = may(staff, "settings", "edit");
  const create = mayEdit && <LinkButton href="/admin/settings/tokens/new">トークンを発行する</LinkButton>;
  return (
    <>
      <PageHeader
        title="APIトークン"
        above={<Breadcrumb steps={[{ label: "設定", href: "/admin/settings" }]} />}
        action={create}
      >
        庁内のほかのシステムが、この仕組みを通して配信するための鍵です。使わなくなったら取り消してください。
      </PageHeader>
      <Table
        label="APIトークンの一覧"
        columns={mayEdit ? [...columns, revocation] : columns}
        rows={tokens.toSorted((one, other) => Number(isOver(one)) - Number(isOver(other)))}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="APIトークンはまだありません" action={create}>
            防災システムなどから自動で配信したいときに、システムごとに1つ発行します。
          </EmptyState>
        }
      />
    </>
  );
}

const columns: Column<ApiToken>[] = [
  { key: "name", label: "名前", cell: ({ name }) => name, className: "md:min-w-36" },
  { key: "state", label: "状態", cell: (token) => <State token={token} /> },
  { key: "scope", label: "権限", cell: ({ permissions }) => scopeOf(permissions), className: "md:min-w-48" },
  {
    key: "used",
    label: "最後の利用",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <FormattedTime at={lastUsedAt} /> : "まだありません"),
  },
  {
    key: "until",
    label: "期限",
    cell: ({ expiresFor }) => (expiresFor ? <Until at={expiresFor} /> : "期限なし"),
  },
];

const revocation: Column<ApiToken> = {
  key: "revoke",
  label: "操作",
  cell: (token) => stateOf(token) === "active" && <Revocation token={token} />,
};

/** What opens nothing any more stands below. */
function isOver(token: ApiToken): boolean {
  return stateOf(token) !== "active";
}

function Revocation({ token: { id, name } }: { token: ApiToken }) {
  return (
    <ConfirmButton
      verb="取り消す"
      label={`「${name}」のトークンを取り消す`}
      title={`「${name}」のトークンを取り消す`}
      done={`「${name}」のトークンを取り消しました。`}
      act={revoke.bind(null, id)}
    >
      <p>このトークンを使っているシステムは、次の呼び出しから配信できなくなります。元に戻すことはできません。</p>
    </ConfirmButton>
  );
}

function State({ token }: { token: ApiToken }) {
  const state = stateOf(token);
  if (state === "active") return <Badge tone="success">有効</Badge>;
  return <Badge tone="quiet">{state === "revoked" ? "取り消し済み" : "期限切れ"}</Badge>;
}

function scopeOf(permissions: ApiToken["permissions"]): string {
  const held = features.filter((feature) => permissions[feature] !== "none");
  if (held.length === 0) return "なし";
  if (held.length === features.length && held.every((feature) => permissions[feature] === "send")) return "すべて";
  return held
    .map((feature) => `${featureWords[feature].name}（${levelWords[shownLevel(feature, permissions[feature])]}）`)
    .join("、");
}
