import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { mailRules } from "#db/schema/mails.ts";
import { type Actor, departmentOf, may, must } from "../actor.ts";
import type { SegmentUse } from "./schema.ts";

/** Where one segment is used. */
export async function segmentUse(db: Db, actor: Actor, key: string): Promise<SegmentUse> {
  must(actor, "segments", "view");
  return (await usesOf(db, actor, { key })).get(key) ?? { mailRules: [], broadcasts: [], elsewhere: 0 };
}

/** Where each segment is used, by key; one that nothing uses is missing. */
export async function segmentUses(db: Db, actor: Actor): Promise<Map<string, SegmentUse>> {
  must(actor, "segments", "view");
  return usesOf(db, actor, {});
}

type Wanted = { key?: string };

async function usesOf(db: Db, actor: Actor, wanted: Wanted): Promise<Map<string, SegmentUse>> {
  const [rules, waiting] = [await usingRules(db, wanted), await waitingBroadcasts(db, wanted)];
  const uses = new Map<string, SegmentUse>();
  const entry = (key: string) =>
    uses.get(key) ?? uses.set(key, { mailRules: [], broadcasts: [], elsewhere: 0 }).get(key)!;
  for (const { segment, ...rule } of rules) entry(segment).mailRules.push(rule);
  for (const { segment, departmentId, ...broadcast } of waiting) {
    if (isVisible(actor, departmentId)) entry(segment).broadcasts.push(broadcast);
    else entry(segment).elsewhere++;
  }
  return uses;
}

/** As broadcasts/visible.ts has it: of another department's broadcasts nobody learns so much as the title. */
function isVisible(actor: Actor, departmentId: string | null): boolean {
  const own = departmentOf(actor);
  return may(actor, "broadcasts", "view") && (own === null || own === departmentId);
}

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
      departmentId: broadcasts.departmentId,
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
