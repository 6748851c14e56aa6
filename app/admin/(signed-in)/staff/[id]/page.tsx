import type { Metadata } from "next";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { FormattedTime } from "#components/formatted-time.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SummaryStrip } from "#components/summary-strip.tsx";
import { may } from "#lib/actor.ts";
import { listDepartments } from "#lib/staff/departments.ts";
import { listSessionsOf, readStaff, type StaffMember } from "#lib/staff/list.ts";
import { roleOf, roles } from "#lib/staff/roles.ts";
import { ConfirmButton } from "../../../confirm-button.tsx";
import { KeepFocus } from "../../../keep-focus.tsx";
import { readable } from "../../../readable.ts";
import { remove, resetFactor } from "../actions.ts";
import { departmentChoices } from "../department-choices.ts";
import { MemberForm } from "./member-form.tsx";
import { PermissionList } from "./permission-list.tsx";
import { SessionTable } from "./session-table.tsx";

export const metadata: Metadata = { title: "職員の権限" };

type Props = { params: Promise<{ id: string }> };

export default async function MemberPage({ params }: Props) {
  const { id } = await params;
  const staff = await requireStaff(`/admin/staff/${id}`);
  const [member, sessions, departments] = await Promise.all([
    readable(readStaff(db(), staff, id)),
    listSessionsOf(db(), staff, id),
    listDepartments(db(), staff),
  ]);
  const mayEdit = may(staff, "staff", "edit");
  return (
    <>
      <PageHeader
        title={member.name}
        above={<Breadcrumb steps={[{ label: "職員と権限", href: "/admin/staff" }]} />}
        action={mayEdit && staff.id !== id && <Removal member={member} />}
      >
        {member.email}
      </PageHeader>
      <div className="flex flex-col gap-10">
        <SummaryStrip facts={factsOf(member)} />
        {mayEdit ? (
          <MemberForm
            key={JSON.stringify(member.permissions)}
            member={{ ...member, departmentId: member.department?.id ?? null }}
            departments={departmentChoices(departments, staff.department)}
            roles={roles}
          />
        ) : (
          <PermissionList permissions={member.permissions} />
        )}
        <section aria-labelledby="sessions" className="flex flex-col gap-4">
          <h2 id="sessions" tabIndex={-1} className="text-std-20B-150">
            サインイン中の端末
          </h2>
          <KeepFocus on="sessions" after={sessions.length} />
          <SessionTable staffId={id} sessions={sessions} mayEnd={mayEdit} />
        </section>
        {mayEdit && member.hasSecondFactor && <SecondFactor member={member} />}
      </div>
    </>
  );
}

function factsOf({ permissions, department, lastSignInAt, hasSecondFactor }: StaffMember) {
  return [
    { label: "権限", value: roleOf(permissions)?.name ?? "個別の設定" },
    { label: "部署", value: department?.name ?? "すべて" },
    {
      label: "最後のサインイン",
      value: lastSignInAt ? <FormattedTime at={lastSignInAt} className="text-std-16N-170" /> : "まだありません",
    },
    { label: "2段階認証", value: hasSecondFactor ? "設定済み" : "未設定" },
  ];
}

function Removal({ member: { id, name } }: { member: StaffMember }) {
  return (
    <ConfirmButton
      verb="削除する"
      size="medium"
      title={`「${name}」さんを削除する`}
      done={`「${name}」さんを削除しました。`}
      act={remove.bind(null, id)}
      next="/admin/staff"
    >
      <p>サインイン中の画面は次の操作で使えなくなり、以後サインインできません。</p>
      <p>この方が作った配信と操作の記録は、名前とともに残ります。</p>
    </ConfirmButton>
  );
}

function SecondFactor({ member: { id, name } }: { member: StaffMember }) {
  return (
    <section aria-labelledby="factor" className="flex max-w-3xl flex-col items-start gap-3">
      <h2 id="factor" className="text-std-20B-150">
        2段階認証
      </h2>
      <p className="text-std-16N-170">電話と回復コードの両方をなくしたときだけ、本人と確かめてから解除してください。</p>
      <ConfirmButton
        verb="解除する"
        label={`「${name}」さんの2段階認証を解除する`}
        title={`「${name}」さんの2段階認証を解除する`}
        done="解除しました。次のサインインのときに、本人が設定し直します。"
        act={resetFactor.bind(null, id)}
      >
        <p>次のサインインまで、パスワードだけで守られます。電話や対面で、本人であることを確かめましたか。</p>
      </ConfirmButton>
    </section>
  );
}
