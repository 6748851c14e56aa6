import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { departments, staff, staffSessions } from "#db/schema/staff.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { isUuid } from "../errors.ts";
import type { Setting } from "../settings/schema.ts";
import { readSetting } from "../settings/settings.ts";

const seenEveryMs = 60_000;
const pendingMinutes = 15;

export type Pending = {
  id: string;
  staffId: string;
  email: string;
  name: string;
  /** The seed to enrol with; null for somebody who has enrolled. */
  offer: Buffer | null;
};

type Opening = { staffId: string; address: string | null; device: string; isConfirmed: boolean; offer?: Buffer };

export async function openSession(tx: Db, { staffId, address, device, isConfirmed, offer }: Opening): Promise<string> {
  const id = randomUUID();
  const at = now();
  await tx.insert(staffSessions).values({
    id,
    staffId,
    createdAt: at,
    seenAt: at,
    confirmedAt: isConfirmed ? at : null,
    offeredSeed: offer,
    address,
    device,
  });
  return id;
}

/** Who a session belongs to; null when it was ended or never confirmed, went idle or old, or its owner was removed. */
export async function staffOfSession(db: Db, sessionId: string): Promise<Extract<Actor, { kind: "staff" }> | null> {
  if (!isUuid(sessionId)) return null;
  const [hours, [row]] = await Promise.all([
    readSetting(db, "sessionHours"),
    db
      .select({
        id: staff.id,
        name: staff.name,
        permissions: staff.permissions,
        department: { id: departments.id, name: departments.name },
        seenAt: staffSessions.seenAt,
        createdAt: staffSessions.createdAt,
      })
      .from(staffSessions)
      .innerJoin(staff, eq(staff.id, staffSessions.staffId))
      .leftJoin(departments, eq(departments.id, staff.departmentId))
      .where(and(isOpen(sessionId), isNotNull(staffSessions.confirmedAt))),
  ]);
  if (!row) return null;
  const { seenAt, createdAt, ...member } = row;
  if (!isAlive({ seenAt, createdAt }, hours)) return null;
  if (now().getTime() - seenAt.getTime() > seenEveryMs)
    await db.update(staffSessions).set({ seenAt: now() }).where(eq(staffSessions.id, sessionId));
  return { kind: "staff", ...member };
}

/** Whoever has given the right password and still owes the second factor. */
export async function pendingOfSession(db: Db, sessionId: string): Promise<Pending | null> {
  if (!isUuid(sessionId)) return null;
  const [row] = await db
    .select({
      id: staffSessions.id,
      staffId: staff.id,
      email: staff.email,
      name: staff.name,
      offer: staffSessions.offeredSeed,
      seed: staff.totpSeed,
      createdAt: staffSessions.createdAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(and(isOpen(sessionId), isNull(staffSessions.confirmedAt)));
  if (!row || isOlder(row.createdAt, pendingMinutes)) return null;
  const { createdAt: _, seed, offer, ...pending } = row;
  // Who has an app meanwhile gives its code: what a slower sign-in was offered must not take its place.
  return { ...pending, offer: seed ? null : offer };
}

export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db
    .update(staffSessions)
    .set({ endedAt: now() })
    .where(and(eq(staffSessions.id, sessionId), isNull(staffSessions.endedAt)));
}

/** Neither idle for too long nor too old. */
export function isAlive(session: { seenAt: Date; createdAt: Date }, hours: Setting<"sessionHours">): boolean {
  return !isOlder(session.seenAt, hours.idle * 60) && !isOlder(session.createdAt, hours.absolute * 60);
}

function isOpen(sessionId: string) {
  return and(eq(staffSessions.id, sessionId), isNull(staffSessions.endedAt), eq(staff.removed, false));
}

function isOlder(moment: Date, minutes: number): boolean {
  return now().getTime() - moment.getTime() > minutes * 60_000;
}
