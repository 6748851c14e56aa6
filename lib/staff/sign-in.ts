import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { parse } from "../errors.ts";
import { settleAttempt, startAttempt } from "./attempts.ts";
import { deviceOf } from "./device.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { SignIn } from "./schema.ts";
import { isSecondFactorRequired, offerSeed } from "./second-factor.ts";
import { openSession } from "./sessions.ts";

export type SignedIn = { sessionId: string } | { refused: "wrong" | "throttled" };

/**
 * The first step: the password. A wrong one and an unknown address look the same and take the same time. The session
 * opens nothing until its second factor came, unless none is asked for.
 */
export async function signIn(db: Db, input: unknown): Promise<SignedIn> {
  const { email, password, address, userAgent } = parse(SignIn, input);
  const device = deviceOf(userAgent);
  const attempt = await startAttempt(db, { email, address, device }, "password_wrong");
  if (!attempt) return { refused: "throttled" };
  const [member] = await db
    .select()
    .from(staff)
    .where(and(eq(staff.email, email), eq(staff.removed, false)));
  const isRight = await isPassword(password, member?.passwordHash ?? (await decoy()));
  if (!isRight || !member) return { refused: "wrong" };
  const mustEnrol = !member.totpSeed && (await isSecondFactorRequired(db));
  const isConfirmed = !member.totpSeed && !mustEnrol;
  await settleAttempt(db, attempt, isConfirmed ? "signed_in" : "password_accepted");
  const offer = mustEnrol ? offerSeed() : undefined;
  return { sessionId: await openSession(db, { staffId: member.id, address, device, isConfirmed, offer }) };
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomUUID());
  return decoyHash;
}
