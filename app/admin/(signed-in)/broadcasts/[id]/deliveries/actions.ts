"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { letGoExpired, resendExpired } from "#lib/deliveries/expired.ts";
import { type Answer, attempt } from "../../../../attempt.ts";

export async function resend(id: string): Promise<Answer<void>> {
  return decide((actor) => resendExpired(db(), actor, id));
}

export async function letGo(id: string): Promise<Answer<void>> {
  return decide((actor) => letGoExpired(db(), actor, id));
}

/** Also when it was refused the page is stale: somebody else was faster. */
async function decide(act: (actor: Staff) => Promise<unknown>): Promise<Answer<void>> {
  const answer = await attempt(async (actor) => void (await act(actor)));
  refresh();
  return answer;
}
