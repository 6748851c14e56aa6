"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { formatJapaneseClock, formatJapaneseDate } from "#components/japanese-time.ts";
import { LinkButton } from "#components/link.tsx";
import { Notice } from "#components/notice.tsx";
import { Select } from "#components/select.tsx";
import { TextField } from "#components/text-field.tsx";
import { CopyField } from "../../../copy-field.tsx";
import { PermissionsField, type Start } from "../../../permissions-field.tsx";
import { type Problems, problemsOf, toFirstProblem } from "../../../problems.ts";
import { invite } from "../actions.ts";
import type { DepartmentChoice } from "../department-choices.ts";

type Props = { departments: DepartmentChoice[]; roles: readonly Start[] };
type Invited = Extract<Awaited<ReturnType<typeof invite>>, { ok: true }>["value"];

export function InviteForm({ departments, roles }: Props) {
  const [email, setEmail] = useState("");
  const [departmentId, setDepartment] = useState(departments[0]!.value);
  const [permissions, setPermissions] = useState(roles[1]!.permissions);
  const [problems, setProblems] = useState<Problems<"email">>({});
  const [invited, setInvited] = useState<Invited>();
  const [isPending, start] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    start(async () => {
      const answer = await invite({ email, permissions, departmentId: departmentId === "all" ? null : departmentId });
      if (answer.ok) return setInvited(answer.value);
      setProblems(problemsOf(answer));
      toFirstProblem(form);
    });
  }

  if (invited) return <Told invited={invited} />;
  return (
    <form onSubmit={submit} noValidate className="flex max-w-3xl flex-col gap-6">
      {problems.whole && <Notice tone="error" title={problems.whole} />}
      <TextField
        label="メールアドレス"
        type="email"
        autoComplete="off"
        isRequired
        value={email}
        onChange={setEmail}
        error={problems.email}
      />
      <Select label="部署" options={departments} value={departmentId} onChange={setDepartment} />
      <PermissionsField value={permissions} onChange={setPermissions} starts={roles} />
      <div>
        <Button type="submit" size="large" isPending={isPending}>
          招待する
        </Button>
      </div>
    </form>
  );
}

function Told({ invited: { email, link, isMailed, expiresFor } }: { invited: Invited }) {
  const until = `${formatJapaneseDate(expiresFor)} ${formatJapaneseClock(expiresFor)}`;
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Notice tone="success" title={`${email} の招待を作りました`}>
        {isMailed
          ? `リンクをメールで送りました。${until}まで、一度だけ使えます。`
          : `下のリンクを、本人だけに届く方法で渡してください。${until}まで、一度だけ使えます。`}
      </Notice>
      {!isMailed && <CopyField label="招待のリンク" value={link} />}
      <div>
        <LinkButton tone="secondary" href="/admin/staff">
          職員と権限に戻る
        </LinkButton>
      </div>
    </div>
  );
}
