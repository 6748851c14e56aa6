import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { recoveryCodes, staff, staffSessions } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, isUuid, NotFound } from "../errors.ts";
import { mustEqual } from "./gift.ts";
import { endInvitationsOf } from "./invitations.ts";
import { lockStaff, mustStayManaged } from "./lock.ts";

/** Removes a member: every sign-in ends at once. What they did stays in the records under their name. */
export async function removeStaff(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "staff", "edit");
  if (actor.kind === "staff" && actor.id === id)
    throw new Conflict("自分自身は削除できません。ほかの管理者に依頼してください。");
  await db.transaction(async (tx) => {
    const member = await lockStaff(tx, id);
    mustEqual(actor, member.permissions);
    await tx.update(staff).set({ removed: true, totpSeed: null, totpStep: null }).where(eq(staff.id, id));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, id));
    await mustStayManaged(tx);
    const sessions = await endSessions(tx, eq(staffSessions.staffId, id));
    await endInvitationsOf(tx, actor, { ...member, removed: true });
    await record(tx, actor, "staff.remove", `staff:${id}`, { email: member.email, sessions });
  });
}

/** Ends one sign-in of a member: that browser is out at its next click. */
export async function endSessionOf(db: Db, actor: Actor, staffId: string, sessionId: string): Promise<void> {
  must(actor, "staff", "edit");
  if (!isUuid(sessionId) || !isUuid(staffId)) throw new NotFound("このサインインはありません。");
  await db.transaction(async (tx) => {
    const which = and(eq(staffSessions.id, sessionId), eq(staffSessions.staffId, staffId));
    const ended = await endSessions(tx, which);
    if (ended > 0) await record(tx, actor, "session.end", `staff:${staffId}`, { sessionId });
  });
}

async function endSessions(tx: Db, which: ReturnType<typeof and>): Promise<number> {
  const ended = await tx
    .update(staffSessions)
    .set({ endedAt: now() })
    .where(and(which, isNull(staffSessions.endedAt)))
    .returning({ id: staffSessions.id });
  return ended.length;
}
