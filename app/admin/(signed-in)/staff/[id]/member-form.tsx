"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Notice } from "#components/notice.tsx";
import { Select } from "#components/select.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import type { Feature, Permission } from "#db/words.ts";
import { PermissionsField, type Start } from "../../../permissions-field.tsx";
import { change } from "../actions.ts";
import type { DepartmentChoice } from "../department-choices.ts";

type Member = {
  id: string;
  name: string;
  permissions: Record<Feature, Permission>;
  departmentId: string | null;
};
type Props = { member: Member; departments: DepartmentChoice[]; roles: readonly Start[] };

export function MemberForm({ member, departments, roles }: Props) {
  const [name, setName] = useState(member.name);
  const [departmentId, setDepartment] = useState(member.departmentId ?? "all");
  const [permissions, setPermissions] = useState(member.permissions);
  const [trouble, setTrouble] = useState<string>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    start(async () => {
      const place = departmentId === "all" ? null : departmentId;
      const answer = await change(member.id, { name, permissions, departmentId: place });
      setTrouble(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok) toast("保存しました。本人の次の操作から有効です。");
    });
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      {trouble && <Notice tone="error" title={trouble} />}
      <TextField label="名前" isRequired value={name} onChange={setName} />
      <Select label="部署" options={departments} value={departmentId} onChange={setDepartment} />
      <PermissionsField value={permissions} onChange={setPermissions} starts={roles} />
      <div>
        <Button type="submit" size="large" isPending={isPending}>
          保存する
        </Button>
      </div>
    </form>
  );
}
