import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { recoveryCodes, staff, staffSessions } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { getEnv } from "../env.ts";
import { Conflict, NotFound } from "../errors.ts";
import { seal, unseal } from "../sealing.ts";
import { readSetting } from "../settings/settings.ts";
import { mustEqual } from "./gift.ts";
import { lockStaff } from "./lock.ts";
import { redeemRecoveryCode, renewRecoveryCodes } from "./recovery-codes.ts";
import { newSeed, stepOf } from "./totp.ts";

/** Whether nobody comes in by password alone: as the city has set it; unless set, wherever the real LINE is. */
export async function isSecondFactorRequired(db: Db): Promise<boolean> {
  return (await readSetting(db, "requireSecondFactor")) ?? getEnv().line.isReal;
}

export function offerSeed(): Buffer {
  return seal("totp", newSeed());
}

export function seedOf(sealed: Buffer): string {
  return unseal("totp", sealed).toString("utf8");
}

type Offered = { id: string; staffId: string; offer: Buffer };
type Member = Pick<typeof staff.$inferSelect, "id" | "totpSeed" | "totpStep">;

/** Whether the code is the member's: from the app, or one of the recovery codes. Either opens once. */
export async function spendCode(tx: Db, { id, totpSeed, totpStep }: Member, code: string): Promise<boolean> {
  if (!totpSeed) return false;
  const step = stepOf(code, seedOf(totpSeed), totpStep);
  return step === null ? redeemRecoveryCode(tx, id, code) : spendStep(tx, id, step);
}

/** Two doors may have the same code at once: only one of them moves the step on. */
async function spendStep(tx: Db, id: string, step: number): Promise<boolean> {
  const moved = await tx
    .update(staff)
    .set({ totpStep: step })
    .where(and(eq(staff.id, id), or(isNull(staff.totpStep), lt(staff.totpStep, step))))
    .returning({ id: staff.id });
  return moved.length === 1;
}

/**
 * Makes the offered seed the member's when the code proves that their app has it; what other sessions were offered is
 * void. Gives new recovery codes, or null when the code is wrong.
 */
export async function enrol(tx: Db, actor: Actor, { id, staffId, offer }: Offered, code: string) {
  const step = stepOf(code, seedOf(offer), null);
  if (step === null) return null;
  await tx.update(staff).set({ totpSeed: offer, totpStep: step }).where(eq(staff.id, staffId));
  const taken = await tx
    .update(staffSessions)
    .set({ offeredSeed: null })
    .where(and(eq(staffSessions.staffId, staffId), isNotNull(staffSessions.offeredSeed)))
    .returning({ id: staffSessions.id });
  if (!taken.some((session) => session.id === id)) throw new Conflict("この設定はすでに済んでいます。");
  const codes = await renewRecoveryCodes(tx, staffId);
  await record(tx, actor, "staff.second-factor", `staff:${staffId}`);
  return codes;
}

/** For a colleague who lost telephone and recovery codes: they enrol anew when they next sign in. */
export async function resetSecondFactor(db: Db, actor: Actor, staffId: string): Promise<void> {
  must(actor, "staff", "edit");
  await db.transaction(async (tx) => {
    mustEqual(actor, (await lockStaff(tx, staffId)).permissions);
    await forgetSecondFactor(tx, actor, staffId, "staff.second-factor-reset");
  });
}

export async function forgetSecondFactor(tx: Db, actor: Actor, staffId: string, action: string): Promise<void> {
  const [member] = await tx
    .update(staff)
    .set({ totpSeed: null, totpStep: null })
    .where(and(eq(staff.id, staffId), eq(staff.removed, false)))
    .returning({ id: staff.id });
  if (!member) throw new NotFound("この職員は登録されていません。");
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId));
  await record(tx, actor, action, `staff:${staffId}`);
}
