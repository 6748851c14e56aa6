import { and, desc, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staffSessions } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { isUuid } from "../errors.ts";
import { readSetting } from "../settings/settings.ts";
import { me } from "./own.ts";
import { isAlive } from "./sessions.ts";

export type OwnSession = {
  id: string;
  device: string | null;
  address: string | null;
  createdAt: Date;
  seenAt: Date;
};

/** Where somebody is signed in right now, the latest seen first. */
export async function listOwnSessions(db: Db, actor: Actor): Promise<OwnSession[]> {
  const member = await me(db, actor);
  const { id, device, address, createdAt, seenAt } = staffSessions;
  const hours = await readSetting(db, "sessionHours");
  const rows = await db
    .select({ id, device, address, createdAt, seenAt })
    .from(staffSessions)
    .where(
      and(eq(staffSessions.staffId, member.id), isNull(staffSessions.endedAt), isNotNull(staffSessions.confirmedAt)),
    )
    .orderBy(desc(seenAt));
  return rows.filter((session) => isAlive(session, hours));
}

/** Ends one of one's own sign-ins. */
export async function endOwnSession(db: Db, actor: Actor, sessionId: string): Promise<void> {
  const { id } = await me(db, actor);
  if (!isUuid(sessionId)) return;
  await db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, id, { only: sessionId });
    if (ended > 0) await record(tx, actor, "session.end", `staff:${id}`, { sessionId });
  });
}

/** Ends all of one's own sign-ins but this one; gives their number. */
export async function endOtherSessions(db: Db, actor: Actor, sessionId: string): Promise<number> {
  const { id } = await me(db, actor);
  return db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, id, { except: sessionId });
    if (ended > 0) await record(tx, actor, "session.end", `staff:${id}`, { sessions: ended });
    return ended;
  });
}

export async function endSessionsOf(
  tx: Db,
  staffId: string,
  { only, except }: { only?: string; except?: string },
): Promise<number> {
  const ended = await tx
    .update(staffSessions)
    .set({ endedAt: now() })
    .where(
      and(
        eq(staffSessions.staffId, staffId),
        isNull(staffSessions.endedAt),
        only ? eq(staffSessions.id, only) : undefined,
        except ? ne(staffSessions.id, except) : undefined,
      ),
    )
    .returning({ id: staffSessions.id });
  return ended.length;
}
