import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { Link, LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may, seesAnything } from "#lib/actor.ts";
import { countAwaiting, listUnapproved } from "#lib/broadcasts/approvals.ts";
import { listBroadcasts } from "#lib/broadcasts/read.ts";
import { countFollowers } from "#lib/followers/count.ts";
import { listMails } from "#lib/mail/status.ts";
import { openNotices } from "#lib/notices/notify.ts";
import { environment } from "../environment-badge.tsx";
import { readVocabulary } from "../vocabulary.ts";
import { BroadcastTable } from "./broadcasts/broadcast-table.tsx";
import { Approvals, isOfApproval } from "./home/approvals.tsx";
import { Followers } from "./home/followers.tsx";
import { Notices } from "./home/notices.tsx";
import { SystemState } from "./home/system-state.tsx";

export const metadata: Metadata = { title: "ホーム" };

const heldShown = 99;

export default async function HomePage() {
  const staff = await requireStaff("/admin");
  if (!seesAnything(staff)) return <NothingYet />;
  const seesBroadcasts = may(staff, "broadcasts", "view");
  const [counts, notices, broadcasts, held, awaiting, unapproved, words] = await Promise.all([
    seesBroadcasts ? countFollowers(db(), staff) : null,
    openNotices(db(), staff),
    seesBroadcasts ? listBroadcasts(db(), staff, { limit: 5 }) : [],
    may(staff, "mail", "view") ? listMails(db(), staff, { state: "held", limit: heldShown + 1 }) : [],
    seesBroadcasts ? countAwaiting(db(), staff) : 0,
    seesBroadcasts ? listUnapproved(db(), staff) : [],
    readVocabulary(staff),
  ]);
  const create = may(staff, "broadcasts", "edit") && (
    <LinkButton href="/admin/broadcasts/new">配信を作成する</LinkButton>
  );
  return (
    <>
      <PageHeader title="ホーム" action={create}>
        友だちの人数と、いま確認が必要なことをまとめています。
      </PageHeader>
      <div className="flex flex-col gap-8">
        {held.length > 0 && !notices.some(({ cause }) => cause.startsWith("mail.held")) && (
          <HeldMails count={held.length} />
        )}
        <Approvals awaiting={awaiting} unapproved={unapproved.length} />
        <Notices
          notices={notices.filter(({ cause }) => !isOfApproval(cause))}
          mayResolve={may(staff, "broadcasts", "edit")}
        />
        {counts && <Followers counts={counts} />}
        {seesBroadcasts && (
          <section aria-labelledby="latest" className="flex flex-col gap-4">
            <div className="flex flex-wrap items-baseline justify-between gap-3">
              <h2 id="latest" className="text-std-20B-150">
                最近の配信
              </h2>
              {broadcasts.length > 0 && <Link href="/admin/broadcasts">すべての配信を見る</Link>}
            </div>
            <BroadcastTable label="最近の配信" rows={broadcasts} words={words} empty={<First action={create} />} />
          </section>
        )}
        <SystemState staff={staff} />
      </div>
    </>
  );
}

function NothingYet() {
  return (
    <>
      <PageHeader title="ホーム" />
      <EmptyState title="まだ権限がありません">
        どの画面も見られない状態です。権限を管理している職員に、必要な権限を伝えてください。
      </EmptyState>
    </>
  );
}

function HeldMails({ count }: { count: number }) {
  const said = count > heldShown ? `${heldShown}件以上` : `${count}件`;
  return (
    <Notice
      tone="warning"
      title={`保留中の受信メールが${said}あります`}
      action={
        <LinkButton tone="secondary" size="small" href="/admin/mails?state=held">
          確認する
        </LinkButton>
      }
    >
      内容を確かめて、配信するか見送るかを選んでください。
    </Notice>
  );
}

function First({ action }: { action: React.ReactNode }) {
  if (!action)
    return (
      <EmptyState title="配信はまだありません">配信を担当する職員が作成すると、ここに新しい順に並びます。</EmptyState>
    );
  return (
    <EmptyState title="最初の配信をつくりましょう" action={action}>
      本文を書き、「青葉区 × 防犯情報」のように届けたい人を選びます。人数と見え方を確かめてから配信できます。
      {environment() === "sandbox" && (
        <>
          {" "}
          配信したメッセージは<Link href="/sandbox">住民の電話</Link>に届きます。
        </>
      )}
    </EmptyState>
  );
}
