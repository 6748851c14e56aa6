import { and, desc, eq, gte, ilike, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { signInAttempts, staff } from "#db/schema/staff.ts";
import type { SignInOutcome } from "#db/words.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { SignInPage } from "./schema.ts";

export type SignInAttempt = {
  id: string;
  at: Date;
  email: string;
  /** Of the member with this address; null when there is none. */
  name: string | null;
  address: string | null;
  device: string | null;
  outcome: SignInOutcome;
};

/** Who came in and who tried to, the latest first; the next page begins `before` the last id of this one. */
export async function listSignIns(db: Db, actor: Actor, input: unknown = {}): Promise<SignInAttempt[]> {
  must(actor, "staff", "view");
  const { limit, before, from, to, email, outcomes } = parse(SignInPage, input);
  const { id, at, address, device, outcome } = signInAttempts;
  return db
    .select({ id, at, email: signInAttempts.email, name: staff.name, address, device, outcome })
    .from(signInAttempts)
    .leftJoin(staff, eq(staff.email, signInAttempts.email))
    .where(
      and(
        from && gte(at, from),
        to && lt(at, to),
        email ? ilike(signInAttempts.email, `%${email.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
        outcomes && inArray(outcome, outcomes),
        before
          ? sql`(${at}, ${id}) < (select one.at, one.id from sign_in_attempts as one where one.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(limit);
}
