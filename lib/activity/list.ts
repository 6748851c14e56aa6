import { and, desc, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { activities } from "#db/schema/activity.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { matches } from "./filter.ts";
import { record } from "./record.ts";
import { ActivityPage } from "./schema.ts";

export type Activity = Omit<typeof activities.$inferSelect, "actor" | "detail" | "stamp" | "prevHash"> & {
  actor: Actor;
  detail: Record<string, unknown>;
};

/** Who did what, the latest first. That somebody looked is itself recorded. */
export async function listActivities(db: Db, actor: Actor, input: unknown = {}): Promise<Activity[]> {
  must(actor, "activity", "view");
  const { limit, before, ...filter } = parse(ActivityPage, input);
  const { id, at, action, subject, detail, seq, hash } = activities;
  const rows = await db
    .select({ id, at, actor: activities.actor, action, subject, detail, seq, hash })
    .from(activities)
    .where(and(matches(filter), before ? isBefore(before) : undefined))
    .orderBy(desc(at), desc(id))
    .limit(limit);
  await record(db, actor, "activity.view", "activity", { filter, before });
  return rows as Activity[];
}

function isBefore(id: string) {
  return sql`(${activities.at}, ${activities.id}) < (select one.at, one.id from activities as one where one.id = ${id})`;
}
