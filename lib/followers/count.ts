import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { type Actor, must } from "../actor.ts";
import { reachable } from "../segments/compile.ts";

export type FollowerCounts = { friends: number; registered: number; blocked: number };

/** How many friends, how many of them registered, and how many left us. */
export async function countFollowers(db: Db, actor: Actor): Promise<FollowerCounts> {
  must(actor, "broadcasts", "view");
  return countAllFollowers(db);
}

/** The same for the night's book-keeping. */
export async function countAllFollowers(db: Db): Promise<FollowerCounts> {
  const [row] = await db
    .select({
      friends: sql<number>`count(*) filter (where ${reachable})::int`,
      registered: sql<number>`count(*) filter (where ${reachable} and ${followers.registeredAt} is not null)::int`,
      blocked: sql<number>`count(*) filter (where not ${followers.friend} and ${followers.friendChangedAt} is not null)::int`,
    })
    .from(followers);
  return row!;
}
