import type { Permission } from "#db/words.ts";
import { Forbidden } from "./errors.ts";

/** Who asks. Made at a door after authentication; checked in every verb. */
export type Actor =
  | { kind: "staff"; id: string; name: string; permission: Permission }
  | { kind: "api"; id: string; name: string; permission: Permission }
  | { kind: "follower"; lineUserId: string }
  | { kind: "system"; task: string };

const rank: Record<Permission, number> = { view: 0, edit: 1, send: 2 };

/** The first line of a verb: staff and API tokens need at least this permission; residents never have one. */
export function must(actor: Actor, permission: Permission): void {
  if (actor.kind === "system") return;
  if (actor.kind === "follower" || rank[actor.permission] < rank[permission]) throw new Forbidden();
}

/** How an actor is named on screens and in records: never a resident's LINE id. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "system") return `自動（${actor.task}）`;
  if (actor.kind === "follower") return "友だち";
  return actor.name;
}
