import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { Link } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { listTestRecipients, openInvitations } from "#lib/test-recipients/register.ts";
import { environment } from "../../environment-badge.tsx";
import { KeepFocus } from "../../keep-focus.tsx";
import { InviteForm } from "./invite-form.tsx";
import { OpenCodes } from "./open-codes.tsx";
import { RecipientTable } from "./recipient-table.tsx";

export const metadata: Metadata = { title: "テスト配信先" };

export default async function TestRecipientsPage() {
  const staff = await requireStaff("/admin/test-recipients");
  const mayInvite = may(staff, "broadcasts", "send");
  const [recipients, codes, city] = await Promise.all([
    listTestRecipients(db(), staff),
    mayInvite ? openInvitations(db(), staff) : [],
    readSetting(db(), "city"),
  ]);
  return (
    <>
      <PageHeader
        title="テスト配信先"
        above={
          may(staff, "segments", "view") && <Breadcrumb steps={[{ label: "配信グループ", href: "/admin/segments" }]} />
        }
      >
        本番の前に、ここに登録した職員のLINEだけに試しに送れます。届くメッセージには【テスト】と付き、配信の人数には数えません。
      </PageHeader>
      <div className="flex flex-col gap-8">
        {mayInvite && (
          <section aria-labelledby="invite" className="flex flex-col gap-4">
            <h2 id="invite" tabIndex={-1} className="text-std-20B-150">
              テスト配信先を追加する
            </h2>
            <KeepFocus on="invite" after={codes.length} />
            <InviteForm />
            <OpenCodes
              codes={codes.map(({ code, name, expiresFor }) => ({ code, name, expiresFor: expiresFor.toISOString() }))}
              registered={recipients.map(({ name }) => name)}
              city={city.name}
            />
            {codes.length > 0 && environment() === "sandbox" && (
              <p className="text-std-16N-170">
                サンドボックスでは、<Link href="/sandbox">住民の電話</Link>のトークに送ると試せます。
              </p>
            )}
          </section>
        )}
        <section aria-labelledby="recipients" className="flex flex-col gap-4">
          <h2 id="recipients" tabIndex={-1} className="text-std-20B-150">
            登録済みのテスト配信先{recipients.length > 0 && `（${recipients.length}人）`}
          </h2>
          <KeepFocus on="recipients" after={recipients.length} />
          <RecipientTable recipients={recipients} mayRemove={mayInvite} />
        </section>
      </div>
    </>
  );
}
