import { type Feature, features, permissions as levels, type Permission } from "#db/words.ts";
import { type Actor, departmentOf, may, type Permissions } from "../actor.ts";
import { Forbidden } from "../errors.ts";

/**
 * Nobody gives or takes away what they do not have; what the other has already may stay.
 * @param held what the other has so far, if anything
 */
export function mustOwn(actor: Actor, given: Permissions, held?: Permissions): void {
  for (const feature of features) {
    const levelsBetween = [given[feature], held?.[feature] ?? "none"].sort((one, other) => rank(other) - rank(one));
    const [higher, lower] = levelsBetween as [Permission, Permission];
    if (higher !== lower && !may(actor, feature, higher as Exclude<Permission, "none">))
      throw new Forbidden("自分が持っていない権限は、ほかの人に与えたり、ほかの人から外したりできません。");
  }
}

/** Nobody takes from a colleague what they do not have themselves: not the account, not its sign-ins, not its second factor. */
export function mustEqual(actor: Actor, held: Permissions): void {
  const isOwned = (feature: Feature) => may(actor, feature, held[feature] as Exclude<Permission, "none">);
  if (!features.filter((feature) => rank(held[feature] ?? "none") > 0).every(isOwned))
    throw new Forbidden("自分より多くの権限を持つ職員には、この操作はできません。管理者に依頼してください。");
}

/** Whoever belongs to a department places others there, and nowhere else. */
export function mustOwnDepartment(actor: Actor, departmentId: string | null): void {
  const own = departmentOf(actor);
  if (own !== null && own !== departmentId) throw new Forbidden("自分の部署のほかには、職員を所属させられません。");
}

/** Whether a member could invite somebody to this: with these permissions, in this department. */
export function mayInvite(actor: Actor, given: Permissions, departmentId: string | null): boolean {
  const isOwned = (feature: Feature) => may(actor, feature, given[feature] as Exclude<Permission, "none">);
  const own = departmentOf(actor);
  if (!may(actor, "staff", "edit") || (own !== null && own !== departmentId)) return false;
  return features.filter((feature) => rank(given[feature] ?? "none") > 0).every(isOwned);
}

function rank(level: Permission): number {
  return levels.indexOf(level);
}
