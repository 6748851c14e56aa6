import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mailRules } from "#db/schema/mails.ts";
import { type Actor, must } from "../actor.ts";
import type { SegmentUse } from "./schema.ts";

/** Where one segment is used. */
export async function segmentUse(db: Db, actor: Actor, key: string): Promise<SegmentUse> {
  must(actor, "segments", "view");
  return findUse(db, key);
}

/** Where each segment is used, by key; one that nothing uses is missing. */
export async function segmentUses(db: Db, actor: Actor): Promise<Map<string, SegmentUse>> {
  must(actor, "segments", "view");
  const [rules, waiting] = await Promise.all([usingRules(db, {}), waitingBroadcasts(db, {})]);
  const uses = new Map<string, SegmentUse>();
  const entry = (key: string) => uses.get(key) ?? uses.set(key, { mailRules: [], broadcasts: [] }).get(key)!;
  for (const { segment, ...rule } of rules) entry(segment).mailRules.push(rule);
  for (const { segment, ...broadcast } of waiting) entry(segment).broadcasts.push(broadcast);
  return uses;
}

/** For verbs that have asked for permission already. */
export async function findUse(db: Db, key: string): Promise<SegmentUse> {
  const [rules, waiting] = [await usingRules(db, { key }), await waitingBroadcasts(db, { key })];
  return {
    mailRules: rules.map(({ segment: _, ...rule }) => rule),
    broadcasts: waiting.map(({ segment: _, ...broadcast }) => broadcast),
  };
}

type Wanted = { key?: string };

function usingRules(db: Db, wanted: Wanted) {
  return db
    .select({
      key: mailRules.key,
      name: sql<string>`${mailRules.definition} ->> 'name'`,
      segment: sql<string>`${mailRules.definition} -> 'audience' ->> 'key'`,
    })
    .from(mailRules)
    .where(sql`not ${mailRules.retired} and ${mailRules.definition} -> 'audience' @> ${audienceOf(wanted)}::jsonb`)
    .orderBy(mailRules.position);
}

function waitingBroadcasts(db: Db, wanted: Wanted) {
  return db
    .select({
      id: broadcasts.id,
      title: broadcasts.title,
      segment: sql<string>`${broadcasts.audience} ->> 'key'`,
    })
    .from(broadcasts)
    .where(
      sql`${broadcasts.status} in ('draft', 'awaiting_approval', 'scheduled') and ${broadcasts.audience} @> ${audienceOf(wanted)}::jsonb`,
    )
    .orderBy(broadcasts.createdAt);
}

function audienceOf(wanted: Wanted): string {
  return JSON.stringify({ kind: "segment", ...wanted });
}
