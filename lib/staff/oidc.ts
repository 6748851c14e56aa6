import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/staff.ts";
import { parse } from "../errors.ts";
import { noteAttempt } from "./attempts.ts";
import { deviceOf } from "./device.ts";
import { OidcSignIn } from "./schema.ts";
import { openSession } from "./sessions.ts";

export type SignedInByOidc = { sessionId: string } | { refused: "unverified" | "unknown" };

/**
 * Lets in whom the city's own identity provider vouches for, when they are a member here: nobody is ever added by it.
 * Second factors are the provider's business then.
 */
export async function signInByOidc(db: Db, input: unknown): Promise<SignedInByOidc> {
  const { email, isVerified, address, userAgent } = parse(OidcSignIn, input);
  const device = deviceOf(userAgent);
  const [member] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.email, email), eq(staff.removed, false)));
  const isMember = isVerified && member !== undefined;
  await noteAttempt(db, { email, address, device }, isMember ? "oidc_signed_in" : "oidc_refused");
  if (!isMember) return { refused: isVerified ? "unknown" : "unverified" };
  return { sessionId: await openSession(db, { staffId: member.id, address, device, isConfirmed: true }) };
}
