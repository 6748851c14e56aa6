import { randomUUID } from "node:crypto";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { notices } from "#db/schema/settings.ts";
import { record } from "../activity/record.ts";
import { type Actor, departmentOf, must, seesAnything } from "../actor.ts";
import { now } from "../clock.ts";
import { Forbidden, isUuid, NotFound } from "../errors.ts";
import { addJob } from "../jobs/add.ts";
import { log } from "../log.ts";

/** `mailTo`: the members it is mailed to; left out: all whom it concerns. */
export type Cause = { cause: string; title: string; advice: string; mailTo?: string[] };
export type Notice = typeof notices.$inferSelect;

/** Tells staff what happened and what to do. The same open cause is told once, and counted. */
export async function notify(db: Db, { cause, title, advice, mailTo }: Cause): Promise<void> {
  const at = now();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7103)`);
    const [open] = await tx
      .update(notices)
      .set({ count: sql`${notices.count} + 1`, lastRaisedAt: at })
      .where(and(eq(notices.cause, cause), isNull(notices.resolvedAt)))
      .returning({ id: notices.id });
    if (open) return;
    const id = randomUUID();
    await tx.insert(notices).values({ id, cause, title, advice, mailTo, raisedAt: at, lastRaisedAt: at });
    await addJob(tx, "notice.tell", { id }, { priority: -10 });
    log.warn({ notice: id }, "staff told");
  });
}

/** What is still to be looked at, newest first. */
export async function openNotices(db: Db, actor: Actor): Promise<Notice[]> {
  if (!seesAnything(actor)) throw new Forbidden();
  const open = and(isNull(notices.resolvedAt), concerns(actor));
  return db.select().from(notices).where(open).orderBy(desc(notices.lastRaisedAt)).limit(50);
}

/** What was looked at, the latest first. */
export async function resolvedNotices(
  db: Db,
  actor: Actor,
  { limit = 50, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<Notice[]> {
  if (!seesAnything(actor)) throw new Forbidden();
  const { resolvedAt } = notices;
  const resolved = and(isNotNull(resolvedAt), concerns(actor));
  return db.select().from(notices).where(resolved).orderBy(desc(resolvedAt)).limit(limit).offset(offset);
}

/** Somebody has taken care of it. What a colleague took care of in the meantime stays theirs. */
export async function resolveNotice(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "broadcasts", "edit");
  if (!isUuid(id) || (await db.$count(notices, and(eq(notices.id, id), concerns(actor)))) === 0)
    throw new NotFound("このお知らせはありません。");
  await db.transaction(async (tx) => {
    const [resolved] = await tx
      .update(notices)
      .set({ resolvedAt: now() })
      .where(and(eq(notices.id, id), isNull(notices.resolvedAt)))
      .returning({ id: notices.id });
    if (resolved) await record(tx, actor, "notice.resolve", `notice:${id}`);
  });
}

/** A notice about one broadcast is for its own department, and for staff of none. */
function concerns(actor: Actor): SQL | undefined {
  const department = departmentOf(actor);
  if (department === null) return undefined;
  const subject = sql`case when ${notices.cause} ~ ${aboutBroadcast} then split_part(${notices.cause}, ':', 2)::uuid end`;
  return sql`not exists (select 1 from broadcasts
    where broadcasts.id = ${subject} and broadcasts.department_id is distinct from ${department})`;
}

/** The id of the broadcast that a notice is about, if it is about one. */
export function broadcastOf(cause: string): string | undefined {
  return new RegExp(aboutBroadcast).test(cause) ? cause.split(":")[1] : undefined;
}

const aboutBroadcast = "^broadcast\\.[a-z_]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
