import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { and, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { signInAttempts } from "#db/schema/staff.ts";
import type { SignInOutcome } from "#db/words.ts";
import { now } from "../clock.ts";

export type Knock = { email: string; address: string | null; device: string };

const windowMinutes = 15;
const rememberedMinutes = 90 * 24 * 60;
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

/**
 * Else anybody who knows an e-mail address could keep its owner out for ever, by guessing without end: from where the
 * owner has come in before, or is already in, others' failures elsewhere do not count.
 */
async function isThrottled(db: Db, { email, address }: Knock): Promise<boolean> {
  const ofAccount = eq(signInAttempts.email, email);
  const counted = (await isAtHome(db, { email, address })) ? and(ofAccount, from(address)) : ofAccount;
  const [failed] = await db
    .select({
      account: sql<number>`count(*) filter (where ${counted})::int`,
      address: sql<number>`count(*) filter (where ${nearBy(address)})::int`,
    })
    .from(signInAttempts)
    .where(and(gt(signInAttempts.at, ago(windowMinutes)), inArray(signInAttempts.outcome, [...failures])));
  return failed!.account > failuresPerAccount || failed!.address > failuresPerAddress;
}

async function isAtHome(db: Db, { email, address }: Pick<Knock, "email" | "address">): Promise<boolean> {
  if (address === null) return true;
  const cameIn = inArray(signInAttempts.outcome, ["signed_in", "oidc_signed_in"]);
  const before = and(
    eq(signInAttempts.email, email),
    from(address),
    cameIn,
    gt(signInAttempts.at, ago(rememberedMinutes)),
  );
  return (await db.$count(signInAttempts, before)) > 0;
}

function from(address: string | null) {
  return address === null ? isNull(signInAttempts.address) : eq(signInAttempts.address, address);
}

/** Whoever has one address of IPv6 has a whole network of them. */
function nearBy(address: string | null) {
  if (address === null || isIP(address) !== 6) return from(address);
  return sql`case when pg_input_is_valid(${signInAttempts.address}, 'inet')
    then ${signInAttempts.address}::inet <<= set_masklen(${address}::inet, 64) else false end`;
}

/** Somebody who keeps hammering must not fill the table: one line a minute says enough. */
async function forgetRepetition(db: Db, id: string, { email, address }: Knock): Promise<void> {
  const same = and(
    eq(signInAttempts.email, email),
    from(address),
    eq(signInAttempts.outcome, "throttled"),
    gt(signInAttempts.at, ago(1)),
  );
  if ((await db.$count(signInAttempts, and(same, ne(signInAttempts.id, id)))) > 0) await forgetAttempt(db, id);
}

function ago(minutes: number): Date {
  return new Date(now().getTime() - minutes * 60_000);
}
