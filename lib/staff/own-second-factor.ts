import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staffSessions } from "#db/schema/staff.ts";
import { record } from "../activity/record.ts";
import type { Actor } from "../actor.ts";
import { Conflict, Invalid, parse } from "../errors.ts";
import { me, proveCode, provePassword } from "./own.ts";
import { recoveryCodesLeft, renewRecoveryCodes } from "./recovery-codes.ts";
import { Proof, TypedCode } from "./schema.ts";
import { enrol, forgetSecondFactor, isSecondFactorRequired, offerSeed } from "./second-factor.ts";

export type OwnSecondFactor = { isSetUp: boolean; isRequired: boolean; codesLeft: number };

export async function ownSecondFactor(db: Db, actor: Actor): Promise<OwnSecondFactor> {
  const { id, totpSeed } = await me(db, actor);
  const [isRequired, codesLeft] = await Promise.all([isSecondFactorRequired(db), recoveryCodesLeft(db, id)]);
  return { isSetUp: totpSeed !== null, isRequired, codesLeft };
}

/** Offers a seed for a new app, in which the account goes by `email`; the old one goes on until `takeOffer`. */
export async function offerSecondFactor(db: Db, actor: Actor, sessionId: string, input: unknown) {
  const member = await proven(db, actor, input);
  const offer = offerSeed();
  await db
    .update(staffSessions)
    .set({ offeredSeed: offer })
    .where(and(eq(staffSessions.id, sessionId), eq(staffSessions.staffId, member.id)));
  return { offer, email: member.email };
}

/** The new app's first code: from now on it is the one that counts. Gives new recovery codes. */
export async function takeOffer(db: Db, actor: Actor, sessionId: string, input: unknown): Promise<string[]> {
  const { code } = parse(TypedCode, input);
  const { id: staffId } = await me(db, actor);
  return db.transaction(async (tx) => {
    const [session] = await tx
      .select({ offer: staffSessions.offeredSeed })
      .from(staffSessions)
      .where(and(eq(staffSessions.id, sessionId), eq(staffSessions.staffId, staffId)));
    if (!session?.offer) throw new Conflict("設定の期限が切れました。はじめからやり直してください。");
    const codes = await enrol(tx, actor, { id: sessionId, staffId, offer: session.offer }, code);
    if (codes) return codes;
    throw new Invalid([
      { path: ["code"], message: "確認コードが違います。アプリにいま表示されている6桁を入力してください。" },
    ]);
  });
}

export async function removeOwnSecondFactor(db: Db, actor: Actor, input: unknown): Promise<void> {
  if (await isSecondFactorRequired(db)) throw new Conflict("2段階認証は必須に設定されているため、解除できません。");
  const { id } = await proven(db, actor, input);
  await db.transaction((tx) => forgetSecondFactor(tx, actor, id, "staff.second-factor-remove"));
}

/** Ten new recovery codes; the old ones open nothing any more. */
export async function renewOwnRecoveryCodes(db: Db, actor: Actor, input: unknown): Promise<string[]> {
  const { id, totpSeed } = await proven(db, actor, input);
  if (!totpSeed) throw new Conflict("2段階認証が設定されていません。");
  return db.transaction(async (tx) => {
    const codes = await renewRecoveryCodes(tx, id);
    await record(tx, actor, "staff.recovery-codes", `staff:${id}`);
    return codes;
  });
}

async function proven(db: Db, actor: Actor, input: unknown) {
  const { password, code } = parse(Proof, input);
  const member = await me(db, actor);
  await provePassword(db, member, password);
  await proveCode(db, member, code);
  return member;
}
