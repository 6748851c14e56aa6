import { randomBytes } from "node:crypto";
import type { Db } from "#db/client.ts";
import type { Department, Permissions } from "#lib/actor.ts";
import { weaknessOf } from "#lib/staff/common-passwords.ts";
import { addDepartment, listDepartments } from "#lib/staff/departments.ts";
import { listStaff } from "#lib/staff/list.ts";
import { addStaff, staffIdOf } from "#lib/staff/members.ts";
import { removeStaff } from "#lib/staff/remove.ts";
import { roleOf, roles } from "#lib/staff/roles.ts";
import { resetSecondFactor } from "#lib/staff/second-factor.ts";
import type { Command } from "./commands.ts";
import { operator, withDatabase } from "./session.ts";

const text = { type: "string" } as const;

export const staffCommands: Command[] = [
  {
    name: "staff add",
    options: { email: text, name: text, password: text, permission: text, role: text, department: text },
    run: async (_, { email, name, password, permission, role, department }) => {
      const chosen = password ?? randomBytes(15).toString("base64url");
      const weakness = weaknessOf(chosen, [email ?? "", name ?? ""]);
      if (weakness) console.error(`注意: ${weakness}`);
      const permissions = role ? permissionsOf(role) : permission;
      await withDatabase(async ({ db }) => {
        const departmentId = department ? (await departmentCalled(db, department)).id : null;
        const member = { email, name: name ?? email, password: chosen, permissions, departmentId };
        await addStaff(db, operator, member);
      });
      console.log(`${email} を登録しました。${password ? "" : `パスワード: ${chosen}`}`);
    },
  },
  {
    name: "staff list",
    run: async () => {
      const members = await withDatabase(({ db }) => listStaff(db, operator));
      for (const { email, name, department, permissions } of members)
        console.log([email, name, department?.name ?? "すべての部署", roleWord(permissions)].join("\t"));
    },
  },
  {
    name: "staff remove",
    options: { email: text },
    run: async (_, { email }) => {
      await withDatabase(async ({ db }) => {
        await removeStaff(db, operator, await staffIdOf(db, email ?? ""));
      });
      console.log(`${email} を削除しました。サインイン中の画面も終了しました。`);
    },
  },
  {
    name: "staff reset-second-factor",
    options: { email: text },
    run: async (_, { email }) => {
      await withDatabase(async ({ db }) => resetSecondFactor(db, operator, await staffIdOf(db, email ?? "")));
      console.log(`${email} の2段階認証を解除しました。次のサインインのときに設定し直します。`);
    },
  },
];

function permissionsOf(key: string): Permissions {
  const role = roles.find((one) => one.key === key);
  if (!role) throw new Error(`--role には ${roles.map((one) => one.key).join("、")} のいずれかを指定してください。`);
  return role.permissions;
}

/** The department of this name; a new one says so, lest a slip of the pen go unseen. */
async function departmentCalled(db: Db, name: string): Promise<Department> {
  const known = (await listDepartments(db, operator)).find((one) => one.name === name.trim());
  if (known) return known;
  const added = await addDepartment(db, operator, name);
  console.error(`部署「${added.name}」を新しく登録しました。`);
  return added;
}

function roleWord(permissions: Permissions): string {
  const same = Object.values(permissions).every((level) => level === permissions.broadcasts);
  return roleOf(permissions)?.name ?? (same ? `すべて ${permissions.broadcasts}` : "個別の設定");
}
