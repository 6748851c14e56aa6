import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { approvals, broadcasts } from "#db/schema/broadcasts.ts";
import { type Actor, must } from "../actor.ts";
import type { Submission } from "./submission.ts";
import { findBroadcast, visibleTo } from "./visible.ts";

/** Every time a broadcast was put before a second person, in order. */
export async function approvalsOf(db: Db, actor: Actor, broadcastId: string): Promise<Submission[]> {
  must(actor, "broadcasts", "view");
  await findBroadcast(db, actor, broadcastId);
  return db
    .select()
    .from(approvals)
    .where(eq(approvals.broadcastId, broadcastId))
    .orderBy(asc(approvals.submittedAt), asc(approvals.id));
}

export type Unapproved = { broadcastId: string; title: string; sentBy: string | null; sentAt: Date | null } & Pick<
  Submission,
  "reason" | "deciderId"
>;

/** What was sent without approval and nobody else has looked at yet. */
export async function listUnapproved(db: Db, actor: Actor): Promise<Unapproved[]> {
  must(actor, "broadcasts", "view");
  return db
    .select({
      broadcastId: broadcasts.id,
      title: broadcasts.title,
      sentBy: approvals.deciderName,
      sentAt: approvals.decidedAt,
      reason: approvals.reason,
      deciderId: approvals.deciderId,
    })
    .from(approvals)
    .innerJoin(broadcasts, eq(broadcasts.id, approvals.broadcastId))
    .where(and(eq(approvals.decision, "bypassed"), isNull(approvals.reviewedAt), visibleTo(actor)))
    .orderBy(desc(approvals.decidedAt));
}

/** How many wait for a second person. */
export async function countAwaiting(db: Db, actor: Actor): Promise<number> {
  must(actor, "broadcasts", "view");
  return db.$count(broadcasts, and(eq(broadcasts.status, "awaiting_approval"), visibleTo(actor)));
}
