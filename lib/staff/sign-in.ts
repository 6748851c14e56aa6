import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff, staffSessions } from "#db/schema/staff.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { settleAttempt, startAttempt } from "./attempts.ts";
import { deviceOf } from "./device.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { SignIn } from "./schema.ts";

export type SignedIn = { sessionId: string; name: string } | { refused: "wrong" | "throttled" };

/** Signs a staff member in. A wrong password and an unknown address look the same and take the same time. */
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
  await settleAttempt(db, attempt, "signed_in");
  const sessionId = randomUUID();
  await db
    .insert(staffSessions)
    .values({ id: sessionId, staffId: member.id, createdAt: now(), seenAt: now(), address, device });
  return { sessionId, name: member.name };
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomUUID());
  return decoyHash;
}
