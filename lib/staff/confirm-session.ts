import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { departments, staff, staffSessions } from "#db/schema/staff.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { settleAttempt, startAttempt } from "./attempts.ts";
import { deviceOf } from "./device.ts";
import { ConfirmSession } from "./schema.ts";
import { enrol, spendCode } from "./second-factor.ts";
import { endSession, openSession, type Pending, pendingOfSession } from "./sessions.ts";

export type Confirmed =
  /** A session with an id of its own, that nobody can have known before. */
  | { sessionId: string }
  /** Enrolled just now, in the same session: the codes are shown once. */
  | { recoveryCodes: string[] }
  | { refused: "wrong" | "throttled" | "expired" };

/** The second step: a code of the app, a recovery code, or the first code of an app that is just being set up. */
export async function confirmSession(db: Db, input: unknown): Promise<Confirmed> {
  const { sessionId, code, address, userAgent } = parse(ConfirmSession, input);
  const pending = await pendingOfSession(db, sessionId);
  if (!pending) return { refused: "expired" };
  const device = deviceOf(userAgent);
  const attempt = await startAttempt(db, { email: pending.email, address, device }, "code_wrong");
  if (!attempt) return { refused: "throttled" };
  const confirmed = await db.transaction<Confirmed | null>((tx) =>
    pending.offer
      ? confirmByEnrolling(tx, { ...pending, offer: pending.offer }, code)
      : confirmByCode(tx, pending, { code, address, device }),
  );
  if (!confirmed) return { refused: "wrong" };
  await settleAttempt(db, attempt, "signed_in");
  return confirmed;
}

async function confirmByEnrolling(tx: Db, session: Pending & { offer: Buffer }, code: string) {
  const codes = await enrol(tx, await actorOf(tx, session.staffId), session, code);
  if (!codes) return null;
  await tx.update(staffSessions).set({ confirmedAt: now() }).where(eq(staffSessions.id, session.id));
  return { recoveryCodes: codes };
}

type Given = { code: string; address: string | null; device: string };

async function confirmByCode(tx: Db, { id, staffId }: Pending, { code, address, device }: Given) {
  const [member] = await tx.select().from(staff).where(eq(staff.id, staffId)).for("update");
  if (!(await spendCode(tx, member!, code))) return null;
  await endSession(tx, id);
  return { sessionId: await openSession(tx, { staffId, address, device, isConfirmed: true }) };
}

async function actorOf(tx: Db, staffId: string): Promise<Actor> {
  const { id, name, permissions } = staff;
  const [member] = await tx
    .select({ id, name, permissions, department: { id: departments.id, name: departments.name } })
    .from(staff)
    .leftJoin(departments, eq(departments.id, staff.departmentId))
    .where(eq(id, staffId));
  return { kind: "staff", ...member! };
}
