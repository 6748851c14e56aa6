import { and, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { activities } from "#db/schema/activity.ts";
import type { ActivityFilter } from "./schema.ts";

export function matches({ from, to, action, subject, actorId }: ActivityFilter): SQL | undefined {
  return and(
    from && gte(activities.at, from),
    to && lt(activities.at, to),
    action ? within(sql`${activities.action}`, action, ".") : undefined,
    subject ? within(sql`${activities.subject}`, subject, ":") : undefined,
    actorId ? eq(sql`${activities.actor}->>'id'`, actorId) : undefined,
  );
}

/** The name itself or anything below it. */
function within(column: SQL, name: string, separator: string): SQL {
  return or(eq(column, name), sql`starts_with(${column}, ${name + separator})`)!;
}
