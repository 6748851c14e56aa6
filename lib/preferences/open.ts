import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import type { Actor } from "../actor.ts";
import type { LineClient } from "../line/client.ts";
import { type Preferences, readPreferences } from "./save.ts";

/**
 * What stands in the form when it opens. Of whom no event has told, LINE is asked: who added the account before Kairan
 * came must not read that they are no friend. Where LINE does not say at once, what we know stands.
 */
export async function openPreferences(db: Db, line: LineClient, actor: Actor): Promise<Preferences> {
  const found = await readPreferences(db, actor);
  if (found.friend || actor.kind !== "follower" || (await isKnown(db, actor.lineUserId))) return found;
  return { ...found, friend: await hasProfile(line, actor.lineUserId) };
}

function isKnown(db: Db, lineUserId: string): Promise<boolean> {
  const told = and(eq(followers.lineUserId, lineUserId), isNotNull(followers.friendChangedAt));
  return db.$count(followers, told).then((count) => count > 0);
}

const patienceMs = 1500;

/** LINE gives a profile only of friends. */
async function hasProfile(line: LineClient, lineUserId: string): Promise<boolean> {
  const late = sleep(patienceMs, { status: 0 }, { ref: false });
  const { status } = await Promise.race([line.get(`/v2/bot/profile/${lineUserId}`), late]);
  return status === 200;
}
