import { randomUUID } from "node:crypto";
import { and, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { signInAttempts } from "#db/schema/staff.ts";
import type { SignInOutcome } from "#db/words.ts";
import { now } from "../clock.ts";

export type Knock = { email: string; address: string | null; device: string };

const windowMinutes = 15;
const failuresPerAccount = 10;
const failuresPerAddress = 50;
const failures = ["password_wrong", "code_wrong"] as const;

/**
 * Writes an attempt down as failed before anything is checked, so that a thousand guesses at once count as a thousand.
 * Null when too many failed before it: then nothing is checked at all.
 */
export async function startAttempt(db: Db, knock: Knock, failure: (typeof failures)[number]): Promise<string | null> {
  const id = randomUUID();
  await db.insert(signInAttempts).values({ ...knock, id, at: now(), outcome: failure });
  if (!(await isThrottled(db, knock))) return id;
  await settleAttempt(db, id, "throttled");
  await forgetRepetition(db, id, knock);
  return null;
}

/** Writes down what came of an attempt that was checked elsewhere. */
export async function noteAttempt(db: Db, knock: Knock, outcome: SignInOutcome): Promise<void> {
  await db.insert(signInAttempts).values({ ...knock, id: randomUUID(), at: now(), outcome });
}

export async function settleAttempt(db: Db, id: string, outcome: SignInOutcome): Promise<void> {
  await db.update(signInAttempts).set({ outcome }).where(eq(signInAttempts.id, id));
}

/** What was no attempt to sign in after all. */
export async function forgetAttempt(db: Db, id: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.id, id));
}

async function isThrottled(db: Db, { email, address }: Knock): Promise<boolean> {
  const [failed] = await db
    .select({
      account: sql<number>`count(*) filter (where ${signInAttempts.email} = ${email})::int`,
      address: sql<number>`count(*) filter (where ${signInAttempts.address} = ${address})::int`,
    })
    .from(signInAttempts)
    .where(and(gt(signInAttempts.at, ago(windowMinutes)), inArray(signInAttempts.outcome, [...failures])));
  return failed!.account > failuresPerAccount || failed!.address > failuresPerAddress;
}

/** Somebody who keeps hammering must not fill the table: one line a minute says enough. */
async function forgetRepetition(db: Db, id: string, { email, address }: Knock): Promise<void> {
  const same = and(
    eq(signInAttempts.email, email),
    address === null ? isNull(signInAttempts.address) : eq(signInAttempts.address, address),
    eq(signInAttempts.outcome, "throttled"),
    gt(signInAttempts.at, ago(1)),
  );
  if ((await db.$count(signInAttempts, and(same, ne(signInAttempts.id, id)))) > 0) await forgetAttempt(db, id);
}

function ago(minutes: number): Date {
  return new Date(now().getTime() - minutes * 60_000);
}
