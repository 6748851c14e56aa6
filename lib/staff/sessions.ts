import { and, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { departments, staff, staffSessions } from "#db/schema/staff.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";

const idleHours = 8;
const seenEveryMs = 60_000;

/** Who a session belongs to; null when it was ended, went idle, or its owner was removed. */
export async function staffOfSession(db: Db, sessionId: string): Promise<Extract<Actor, { kind: "staff" }> | null> {
  const idleSince = new Date(now().getTime() - idleHours * 3_600_000);
  const [row] = await db
    .select({
      id: staff.id,
      name: staff.name,
      permissions: staff.permissions,
      department: { id: departments.id, name: departments.name },
      seenAt: staffSessions.seenAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .leftJoin(departments, eq(departments.id, staff.departmentId))
    .where(
      and(
        eq(staffSessions.id, sessionId),
        isNull(staffSessions.endedAt),
        gt(staffSessions.seenAt, idleSince),
        eq(staff.removed, false),
      ),
    );
  if (!row) return null;
  if (now().getTime() - row.seenAt.getTime() > seenEveryMs)
    await db.update(staffSessions).set({ seenAt: now() }).where(eq(staffSessions.id, sessionId));
  const { seenAt: _, ...member } = row;
  return { kind: "staff", ...member };
}

export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db
    .update(staffSessions)
    .set({ endedAt: now() })
    .where(and(eq(staffSessions.id, sessionId), isNull(staffSessions.endedAt)));
}
