import { type Feature, features, permissions as levels, type Permission } from "#db/words.ts";
import { Forbidden } from "./errors.ts";

/** What somebody may do, for each feature of the admin pages. */
export type Permissions = Record<Feature, Permission>;

export type Department = { id: string; name: string };

/** Who asks. Made at a door after authentication; checked in every verb. Staff of a department see its broadcasts only. */
export type Actor =
  | { kind: "staff"; id: string; name: string; permissions: Permissions; department: Department | null }
  | { kind: "api"; id: string; name: string; permissions: Permissions }
  | { kind: "follower"; lineUserId: string }
  | { kind: "system"; task: string };

/** The first line of a verb: staff and API tokens need at least this permission; residents never have one. */
export function must(actor: Actor, feature: Feature, permission: Exclude<Permission, "none">): void {
  if (!may(actor, feature, permission)) throw new Forbidden();
}

/** Whether `must` would let the actor pass. */
export function may(actor: Actor, feature: Feature, permission: Exclude<Permission, "none">): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "follower") return false;
  return levels.indexOf(actor.permissions[feature] ?? "none") >= levels.indexOf(permission);
}

/** The department whose broadcasts are all the actor sees; null: every department's. */
export function departmentOf(actor: Actor): string | null {
  return actor.kind === "staff" ? (actor.department?.id ?? null) : null;
}

/** Whether there is any feature that the actor may look at: then the city's notices concern them. */
export function seesAnything(actor: Actor): boolean {
  return features.some((feature) => may(actor, feature, "view"));
}

/** The same permission for every feature. */
export function everywhere(permission: Permission): Permissions {
  return Object.fromEntries(features.map((feature) => [feature, permission])) as Permissions;
}

/** How an actor is named on screens and in records: never a resident's LINE id. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "system") return `自動（${actor.task}）`;
  if (actor.kind === "follower") return "友だち";
  return actor.name;
}
