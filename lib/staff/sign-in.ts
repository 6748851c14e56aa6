import { randomUUID } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { signInAttempts, staff, staffSessions } from "#db/schema/staff.ts";
import { now } from "../clock.ts";
import { parse } from "../errors.ts";
import { hashPassword, isPassword } from "./passwords.ts";
import { SignIn } from "./schema.ts";

export type SignedIn = { sessionId: string; name: string } | { refused: "wrong" | "throttled" };

const windowMinutes = 15;
const failuresPerAccount = 10;
const failuresPerAddress = 50;

/** Signs a staff member in. A wrong password and an unknown address look the same and take the same time. */
export async function signIn(db: Db, input: unknown): Promise<SignedIn> {
  const { email, password, address } = parse(SignIn, input);
  if (await isThrottled(db, email, address)) return { refused: "throttled" };
  const [member] = await db
    .select()
    .from(staff)
    .where(and(eq(staff.email, email), eq(staff.removed, false)));
  const right = await isPassword(password, member?.passwordHash ?? (await decoy()));
  const succeeded = right && member !== undefined;
  await db.insert(signInAttempts).values({ id: randomUUID(), at: now(), email, address, succeeded });
  if (!succeeded) return { refused: "wrong" };
  const sessionId = randomUUID();
  await db
    .insert(staffSessions)
    .values({ id: sessionId, staffId: member.id, createdAt: now(), seenAt: now(), address });
  return { sessionId, name: member.name };
}

async function isThrottled(db: Db, email: string, address: string | null): Promise<boolean> {
  const since = new Date(now().getTime() - windowMinutes * 60_000);
  const [failures] = await db
    .select({
      account: sql<number>`count(*) filter (where ${signInAttempts.email} = ${email})::int`,
      address: sql<number>`count(*) filter (where ${signInAttempts.address} = ${address})::int`,
    })
    .from(signInAttempts)
    .where(and(gt(signInAttempts.at, since), eq(signInAttempts.succeeded, false)));
  return failures!.account >= failuresPerAccount || failures!.address >= failuresPerAddress;
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  decoyHash ??= hashPassword(randomUUID());
  return decoyHash;
}
