import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import type { LineClient } from "../line/client.ts";

/**
 * Somebody registered whose friendship we never heard of: perhaps they added the account before Kairan came.
 * LINE gives a profile only of friends; a webhook event that came meanwhile knows better.
 */
export async function checkFriendship(db: Db, line: LineClient, followerId: number): Promise<void> {
  const [follower] = await db.select().from(followers).where(eq(followers.id, followerId));
  if (!follower || follower.friendChangedAt) return;
  const { status } = await line.get(`/v2/bot/profile/${follower.lineUserId}`);
  if (status !== 200 && status !== 404) throw new Error(`LINE answered ${status} for a profile`);
  await db
    .update(followers)
    .set({ friend: status === 200 })
    .where(and(eq(followers.id, followerId), isNull(followers.friendChangedAt)));
}
