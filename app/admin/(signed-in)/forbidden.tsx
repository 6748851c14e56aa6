import { EmptyState } from "#components/empty-state.tsx";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";

export default function ForbiddenPage() {
  return (
    <>
      <title>権限がありません | Kairan</title>
      <PageHeader title="この画面を見る権限がありません" />
      <EmptyState
        title="閲覧の権限が必要です"
        action={
          <LinkButton tone="secondary" href="/admin">
            ホームへ戻る
          </LinkButton>
        }
      >
        仕事に必要なときは、権限を管理している職員に、このページのアドレスを伝えてください。
      </EmptyState>
    </>
  );
}
