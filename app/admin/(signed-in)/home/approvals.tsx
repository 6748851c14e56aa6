import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";

/** What waits for a second person, and what went without one. */
export function Approvals({ awaiting, unapproved }: { awaiting: number; unapproved: number }) {
  if (awaiting === 0 && unapproved === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {awaiting > 0 && (
        <Waiting title={`承認待ちの配信が${awaiting}件あります`} href="/admin/broadcasts?status=awaiting_approval">
          申請した人とは別の職員が、内容を確かめて承認するか差し戻してください。
        </Waiting>
      )}
      {unapproved > 0 && (
        <Waiting title={`承認なしの配信が${unapproved}件あります`} href="/admin/broadcasts/unapproved">
          配信した人とは別の職員が、内容を確かめてください。
        </Waiting>
      )}
    </div>
  );
}

/** What the lines above already say for all of them. */
export function isOfApproval(cause: string): boolean {
  return cause.startsWith("broadcast.approval:") || cause.startsWith("broadcast.unapproved:");
}

function Waiting({ title, href, children }: { title: string; href: string; children: string }) {
  const action = (
    <LinkButton tone="secondary" size="small" href={href}>
      確認する
    </LinkButton>
  );
  return (
    <Notice tone="warning" title={title} action={action}>
      {children}
    </Notice>
  );
}
