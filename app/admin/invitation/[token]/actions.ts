"use server";

import { db } from "#app/db.ts";
import { acceptInvitation } from "#lib/staff/join.ts";
import { type Answer, attemptByAnybody } from "../../attempt.ts";

/** Nobody is signed in here: the link is what opens. */
export async function join(token: string, name: string, password: string): Promise<Answer<string>> {
  return attemptByAnybody(() => acceptInvitation(db(), { token, name, password }));
}
