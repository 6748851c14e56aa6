import { and, asc, gte, lt } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followerCounts } from "#db/schema/followers.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { countAllFollowers, type FollowerCounts } from "./count.ts";

export type CountedDay = FollowerCounts & { day: string };

const dayMs = 24 * 3_600_000;

/** Each night: how many friends there are, so that the days can be compared later. */
export async function noteFollowerCounts(db: Db): Promise<void> {
  const counts = await countAllFollowers(db);
  await db
    .insert(followerCounts)
    .values({ day: dayInJapan(now()), ...counts })
    .onConflictDoUpdate({ target: followerCounts.day, set: counts });
}

/** The nights of the last so many days, and this moment as today. */
export async function followersOverTime(db: Db, actor: Actor, days: number): Promise<CountedDay[]> {
  must(actor, "analytics", "view");
  const since = dayInJapan(new Date(now().getTime() - days * dayMs));
  const today = dayInJapan(now());
  const nights = await db
    .select()
    .from(followerCounts)
    .where(and(gte(followerCounts.day, since), lt(followerCounts.day, today)))
    .orderBy(asc(followerCounts.day));
  return [...nights, { day: today, ...(await countAllFollowers(db)) }];
}

function dayInJapan(moment: Date): string {
  return moment.toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}
