import { between, desc, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { taps } from "#db/schema/events.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { TapPeriod } from "./schema.ts";

export type TapCount = { name: string; count: number };

/** How often each button and each tab of the menu was tapped in these days, the most tapped first. */
export async function tapCounts(db: Db, actor: Actor, input: unknown): Promise<TapCount[]> {
  must(actor, "analytics", "view");
  const { from, to } = parse(TapPeriod, input);
  const count = sql<number>`sum(${taps.count})::int`;
  return db
    .select({ name: taps.name, count })
    .from(taps)
    .where(between(taps.day, from, to))
    .groupBy(taps.name)
    .orderBy(desc(count), taps.name);
}
