import { and, asc, desc, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { departments, staff, staffSessions } from "#db/schema/staff.ts";
import { type Actor, type Department, must, type Permissions } from "../actor.ts";
import { now } from "../clock.ts";
import { isUuid, NotFound } from "../errors.ts";
import { readSetting } from "../settings/settings.ts";

export type StaffMember = {
  id: string;
  email: string;
  name: string;
  permissions: Permissions;
  department: Department | null;
  createdAt: Date;
  lastSignInAt: Date | null;
  hasSecondFactor: boolean;
  /** How many browsers are signed in now. */
  sessions: number;
};

export type StaffSession = {
  id: string;
  createdAt: Date;
  seenAt: Date;
  address: string | null;
  device: string | null;
};

/** Everybody who may sign in, by department and name. */
export async function listStaff(db: Db, actor: Actor): Promise<StaffMember[]> {
  must(actor, "staff", "view");
  return members(db, await isLive(db)).orderBy(asc(departments.name), asc(staff.name), asc(staff.id));
}

/** One member. */
export async function readStaff(db: Db, actor: Actor, id: string): Promise<StaffMember> {
  must(actor, "staff", "view");
  const [member] = isUuid(id) ? await members(db, await isLive(db), id) : [];
  if (!member) throw new NotFound("この職員は登録されていません。");
  return member;
}

/** Where a member is signed in now, the latest seen first. */
export async function listSessionsOf(db: Db, actor: Actor, id: string): Promise<StaffSession[]> {
  must(actor, "staff", "view");
  if (!isUuid(id)) return [];
  const { createdAt, seenAt, address, device } = staffSessions;
  return db
    .select({ id: staffSessions.id, createdAt, seenAt, address, device })
    .from(staffSessions)
    .where(and(eq(staffSessions.staffId, id), await isLive(db)))
    .orderBy(desc(seenAt));
}

function members(db: Db, live: SQL | undefined, id?: string) {
  const sessions = db.$count(staffSessions, and(eq(staffSessions.staffId, staff.id), live));
  return db
    .select({
      id: staff.id,
      email: staff.email,
      name: staff.name,
      permissions: staff.permissions,
      department: { id: departments.id, name: departments.name },
      createdAt: staff.createdAt,
      lastSignInAt: sql<Date | null>`(select max(${staffSessions.confirmedAt}) from ${staffSessions}
        where ${staffSessions.staffId} = ${staff.id})`.mapWith(staffSessions.createdAt),
      hasSecondFactor: sql<boolean>`${staff.totpSeed} is not null`,
      sessions: sql<number>`${sessions}::int`,
    })
    .from(staff)
    .leftJoin(departments, eq(departments.id, staff.departmentId))
    .where(and(eq(staff.removed, false), id ? eq(staff.id, id) : undefined))
    .$dynamic();
}

/** The same measure as for the cookie: ended, idle too long, too old, or never confirmed is not signed in. */
async function isLive(db: Db) {
  const { idle, absolute } = await readSetting(db, "sessionHours");
  const ago = (hours: number) => new Date(now().getTime() - hours * 3_600_000);
  const { endedAt, confirmedAt, seenAt, createdAt } = staffSessions;
  return and(isNull(endedAt), isNotNull(confirmedAt), gt(seenAt, ago(idle)), gt(createdAt, ago(absolute)));
}
