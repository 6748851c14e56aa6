import { randomInt } from "node:crypto";
import { and, asc, desc, eq, gt, lte } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { testRecipientCodes, testRecipients } from "#db/schema/settings.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { NotFound, parse } from "../errors.ts";
import { plainCode } from "./code.ts";
import { InviteTestRecipient } from "./schema.ts";

/** Those of the profile file come back with it. */
export type TestRecipient = { lineUserId: string; name: string; ofProfile: boolean; createdAt: Date };
export type Invitation = { code: string; name: string; expiresFor: Date };

const validMinutes = 15;

/** A code for a colleague to write in the talk: only who holds the phone can make it a test recipient. */
export async function inviteTestRecipient(db: Db, actor: Actor, input: unknown): Promise<Invitation> {
  must(actor, "broadcasts", "send");
  const { name } = parse(InviteTestRecipient, input);
  const code = `テスト${randomInt(0, 100_000_000).toString().padStart(8, "0")}`;
  const invitation = { code, name, expiresFor: new Date(now().getTime() + validMinutes * 60_000) };
  return db.transaction(async (tx) => {
    await tx.delete(testRecipientCodes).where(lte(testRecipientCodes.expiresFor, now()));
    await tx.insert(testRecipientCodes).values(invitation);
    await record(tx, actor, "test-recipient.invite", "test-recipients", { name });
    return invitation;
  });
}

/** The codes that can still be written in the talk, the newest first. */
export async function openInvitations(db: Db, actor: Actor): Promise<Invitation[]> {
  must(actor, "broadcasts", "send");
  const { expiresFor } = testRecipientCodes;
  return db.select().from(testRecipientCodes).where(gt(expiresFor, now())).orderBy(desc(expiresFor));
}

/** Makes a code worthless before its time. */
export async function withdrawInvitation(db: Db, actor: Actor, code: string): Promise<void> {
  must(actor, "broadcasts", "send");
  await db.transaction(async (tx) => {
    const [withdrawn] = await tx.delete(testRecipientCodes).where(eq(testRecipientCodes.code, code)).returning();
    if (!withdrawn) throw new NotFound("このコードはすでに使われたか、期限が切れています。");
    await record(tx, actor, "test-recipient.withdraw", "test-recipients", { name: withdrawn.name });
  });
}

/** Somebody wrote this in the talk: if it is an open code they become a test recipient, and their name is returned. */
export async function redeemCode(db: Db, lineUserId: string, text: string): Promise<string | null> {
  const code = plainCode(text);
  return db.transaction(async (tx) => {
    const [invited] = await tx
      .delete(testRecipientCodes)
      .where(and(eq(testRecipientCodes.code, code), gt(testRecipientCodes.expiresFor, now())))
      .returning({ name: testRecipientCodes.name });
    if (!invited) return null;
    await tx
      .insert(testRecipients)
      .values({ lineUserId, name: invited.name, createdAt: now() })
      .onConflictDoUpdate({ target: testRecipients.lineUserId, set: { name: invited.name } });
    return invited.name;
  });
}

export async function listTestRecipients(db: Db, actor: Actor): Promise<TestRecipient[]> {
  must(actor, "broadcasts", "view");
  return db.select().from(testRecipients).orderBy(asc(testRecipients.name));
}

export async function removeTestRecipient(db: Db, actor: Actor, lineUserId: string): Promise<void> {
  must(actor, "broadcasts", "send");
  await db.transaction(async (tx) => {
    const [removed] = await tx.delete(testRecipients).where(eq(testRecipients.lineUserId, lineUserId)).returning();
    if (!removed) throw new NotFound("このテスト配信先はありません。");
    await record(tx, actor, "test-recipient.remove", "test-recipients", { name: removed.name });
  });
}
