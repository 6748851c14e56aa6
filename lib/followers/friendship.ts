import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { now } from "../clock.ts";

/**
 * A friend was won or lost at `changedAt`; older news than what we know is ignored, for webhooks come in any order.
 * Of the same moment the news that comes last holds, so that news heard twice (a job may run twice) is still news.
 */
export async function changeFriendship(tx: Db, lineUserId: string, friend: boolean, changedAt: Date): Promise<boolean> {
  const changed = await tx
    .insert(followers)
    .values({ lineUserId, friend, friendChangedAt: changedAt, createdAt: now() })
    .onConflictDoUpdate({
      target: followers.lineUserId,
      set: { friend, friendChangedAt: changedAt, invalid: false },
      setWhere: sql`${followers.friendChangedAt} is null or ${followers.friendChangedAt} <= ${changedAt.toISOString()}::timestamptz`,
    })
    .returning({ id: followers.id });
  return changed.length > 0;
}
