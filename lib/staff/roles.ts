import { everywhere, type Permissions } from "../actor.ts";
import type { RoleKey } from "./schema.ts";

export type Role = { key: RoleKey; name: string; permissions: Permissions };

/** Sets to start from. What counts is only what stands on the member, feature by feature. */
export const roles: readonly Role[] = [
  { key: "administrator", name: "管理者", permissions: everywhere("send") },
  {
    key: "department",
    name: "配信部署",
    permissions: { ...everywhere("none"), broadcasts: "send", segments: "view", analytics: "view", mail: "view" },
  },
  {
    key: "viewer",
    name: "閲覧",
    permissions: { ...everywhere("view"), staff: "none", settings: "none", activity: "none" },
  },
];

/** The role whose set these permissions still are; null once somebody has changed them. */
export function roleOf(permissions: Permissions): Role | null {
  const isSame = (role: Role) =>
    Object.entries(role.permissions).every(([of, level]) => permissions[of as never] === level);
  return roles.find(isSame) ?? null;
}
