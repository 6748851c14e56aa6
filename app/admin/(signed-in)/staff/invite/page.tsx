import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { db } from "#app/db.ts";
import { requireStaff } from "#app/session.ts";
import { Breadcrumb } from "#components/breadcrumb.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { may } from "#lib/actor.ts";
import { listDepartments } from "#lib/staff/departments.ts";
import { roles } from "#lib/staff/roles.ts";
import { departmentChoices } from "../department-choices.ts";
import { InviteForm } from "./invite-form.tsx";

export const metadata: Metadata = { title: "職員を招待する" };

export default async function InvitePage() {
  const staff = await requireStaff("/admin/staff/invite");
  if (!may(staff, "staff", "edit")) forbidden();
  const departments = await listDepartments(db(), staff);
  return (
    <>
      <PageHeader title="職員を招待する" above={<Breadcrumb steps={[{ label: "職員と権限", href: "/admin/staff" }]} />}>
        一度だけ開ける3日間有効なリンクを作ります。名前とパスワードは、招待された本人が登録します。
      </PageHeader>
      <InviteForm departments={departmentChoices(departments, staff.department)} roles={roles} />
    </>
  );
}
