"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/button.tsx";
import { Dialog } from "#components/dialog.tsx";
import { TextField } from "#components/text-field.tsx";
import { toast } from "#components/toast.tsx";
import { ConfirmButton } from "../../confirm-button.tsx";
import { createDepartment, dropDepartment, nameDepartment } from "./actions.ts";

type Department = { id: string; name: string; members: number };
type Props = { departments: Department[]; mayEdit: boolean };

export function Departments({ departments, mayEdit }: Props) {
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {departments.length === 0 && <p className="text-std-16N-170">部署はまだありません。</p>}
      <ul className="divide-y divide-solid-gray-200 border-y border-solid-gray-200 empty:hidden">
        {departments.map((department) => (
          <li key={department.id} className="flex flex-wrap items-center gap-3 py-2.5">
            <span className="min-w-0 flex-1 text-std-16N-170">
              {department.name}
              <span className="pl-3 text-dns-14N-130 text-solid-gray-700">{department.members}人</span>
            </span>
            {mayEdit && <Handles department={department} />}
          </li>
        ))}
      </ul>
      {mayEdit && <AddForm />}
    </div>
  );
}

function Handles({ department: { id, name } }: { department: Department }) {
  return (
    <span className="flex gap-2">
      <RenameButton id={id} name={name} />
      <ConfirmButton
        verb="削除する"
        label={`「${name}」を削除する`}
        title={`部署「${name}」を削除する`}
        done={`部署「${name}」を削除しました。`}
        act={() => dropDepartment(id)}
      >
        <p>所属する職員も配信の記録もない部署だけを削除できます。</p>
      </ConfirmButton>
    </span>
  );
}

function RenameButton({ id, name }: { id: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const form = useNameForm(name, async (typed) => {
    const answer = await nameDepartment(id, typed);
    if (answer.ok) setOpen(false);
    return answer;
  });
  return (
    <>
      <Button tone="secondary" size="small" aria-label={`「${name}」の名前を変える`} onPress={() => setOpen(true)}>
        名前を変える
      </Button>
      <Dialog title="部署の名前を変える" isOpen={isOpen} onOpenChange={setOpen}>
        <form onSubmit={form.submit} noValidate className="flex flex-col items-start gap-4">
          <div className="w-full">
            <TextField label="部署の名前" isRequired {...form.field} />
          </div>
          <Button type="submit" isPending={form.isPending}>
            保存する
          </Button>
        </form>
      </Dialog>
    </>
  );
}

function AddForm() {
  const form = useNameForm("", async (typed) => {
    const answer = await createDepartment(typed);
    if (answer.ok) toast(`部署「${typed.trim()}」を追加しました。`);
    return answer;
  });
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col items-start gap-3 md:flex-row md:items-end">
      <div className="w-full max-w-sm">
        <TextField label="追加する部署の名前" {...form.field} />
      </div>
      <Button type="submit" tone="secondary" isPending={form.isPending}>
        部署を追加する
      </Button>
    </form>
  );
}

type Saved = { ok: true } | { ok: false; message: string; issues: { message: string }[] };

function useNameForm(start: string, save: (typed: string) => Promise<Saved>) {
  const [typed, setTyped] = useState(start);
  const [error, setError] = useState<string>();
  const [isPending, transition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    transition(async () => {
      const answer = await save(typed);
      setError(answer.ok ? undefined : (answer.issues[0]?.message ?? answer.message));
      if (answer.ok && !start) setTyped("");
    });
  };
  return { submit, isPending, field: { value: typed, onChange: setTyped, error } };
}
