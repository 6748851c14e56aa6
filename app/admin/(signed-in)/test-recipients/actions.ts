"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import {
  type Invitation,
  inviteTestRecipient,
  openInvitations,
  withdrawInvitation,
} from "#lib/test-recipients/register.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function invite(name: string): Promise<Answer<Invitation>> {
  const answer = await attempt((actor) => inviteTestRecipient(db(), actor, { name }));
  if (answer.ok) refresh();
  return answer;
}

export async function withdraw(code: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => withdrawInvitation(db(), actor, code));
  refresh();
  return answer;
}

/** The codes that nobody has written yet. */
export async function waitingCodes(): Promise<Answer<string[]>> {
  return attempt(async (actor) => (await openInvitations(db(), actor)).map(({ code }) => code));
}
