import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { now } from "../clock.ts";

/** A friend was won or lost at `changedAt`; older news than what we know is ignored, for webhooks come in any order. */
export async function changeFriendship(tx: Db, lineUserId: string, friend: boolean, changedAt: Date): Promise<boolean> {
  const changed = await tx
    .insert(followers)
    .values({ lineUserId, friend, friendChangedAt: changedAt, createdAt: now() })
    .onConflictDoUpdate({
      target: followers.lineUserId,
      set: { friend, friendChangedAt: changedAt, invalid: false },
      setWhere: sql`${followers.friendChangedAt} is null or ${followers.friendChangedAt} < ${changedAt.toISOString()}::timestamptz`,
    })
    .returning({ id: followers.id });
  return changed.length > 0;
}
