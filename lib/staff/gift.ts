import { type Feature, features, permissions as levels, type Permission } from "#db/words.ts";
import { type Actor, departmentOf, may, type Permissions } from "../actor.ts";
import { Forbidden } from "../errors.ts";

/**
 * Nobody gives what they do not have; what the other has already may stay.
 * @param held what the other has so far, if anything
 */
export function mustOwn(actor: Actor, given: Permissions, held?: Permissions): void {
  const isGift = (feature: Feature) => rank(given[feature]) > rank(held?.[feature] ?? "none");
  const isOwned = (feature: Feature) => may(actor, feature, given[feature] as Exclude<Permission, "none">);
  if (!features.filter(isGift).every(isOwned))
    throw new Forbidden("自分が持っていない権限は、ほかの人に与えられません。");
}

/** Whoever belongs to a department places others there, and nowhere else. */
export function mustOwnDepartment(actor: Actor, departmentId: string | null): void {
  const own = departmentOf(actor);
  if (own !== null && own !== departmentId) throw new Forbidden("自分の部署のほかには、職員を所属させられません。");
}

function rank(level: Permission): number {
  return levels.indexOf(level);
}
