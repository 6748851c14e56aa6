import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { LinkButton } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { listDepartments } from "#lib/staff/departments.ts";
import { listInvitations } from "#lib/staff/invitations.ts";
import { listStaff } from "#lib/staff/list.ts";
import { KeepFocus } from "../../keep-focus.tsx";
import { Departments } from "./departments.tsx";
import { InvitationTable } from "./invitation-table.tsx";
import { StaffTable } from "./staff-table.tsx";

export const metadata: Metadata = { title: "職員と権限" };

export default async function StaffPage() {
  const staff = await requireStaff("/admin/staff");
  const [members, invitations, departments] = await Promise.all([
    listStaff(db(), staff),
    listInvitations(db(), staff),
    listDepartments(db(), staff),
  ]);
  const mayEdit = may(staff, "staff", "edit");
  return (
    <>
      <PageHeader
        title="職員と権限"
        action={
          <>
            <LinkButton tone="secondary" href="/admin/staff/sign-ins">
              ログイン履歴を見る
            </LinkButton>
            {mayEdit && <LinkButton href="/admin/staff/invite">職員を招待する</LinkButton>}
          </>
        }
      >
        この管理画面にサインインできる人と、それぞれができることです。
      </PageHeader>
      <div className="flex flex-col gap-10">
        <StaffTable members={members} self={staff.id} />
        {invitations.length > 0 && (
          <section aria-labelledby="invitations" className="flex flex-col gap-4">
            <h2 id="invitations" tabIndex={-1} className="text-std-20B-150">
              招待中（{invitations.length}人）
            </h2>
            <KeepFocus on="invitations" after={invitations.length} />
            <InvitationTable invitations={invitations} mayEdit={mayEdit} />
          </section>
        )}
        <section aria-labelledby="departments" className="flex flex-col gap-4">
          <h2 id="departments" tabIndex={-1} className="text-std-20B-150">
            部署
          </h2>
          <p className="max-w-3xl text-std-16N-170 text-solid-gray-700">
            部署に所属する職員には、その部署の配信だけが見えます。所属のない職員には、すべての部署の配信が見えます。
          </p>
          <KeepFocus on="departments" after={departments.length} />
          <Departments departments={departments} mayEdit={mayEdit} />
        </section>
      </div>
    </>
  );
}
