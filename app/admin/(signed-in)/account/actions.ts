"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { currentSessionId } from "#app/session.ts";
import { readSetting } from "#lib/settings/settings.ts";
import { changePassword, renameSelf } from "#lib/staff/own-account.ts";
import {
  offerSecondFactor,
  removeOwnSecondFactor,
  renewOwnRecoveryCodes,
  takeOffer,
} from "#lib/staff/own-second-factor.ts";
import { endOtherSessions, endOwnSession } from "#lib/staff/own-sessions.ts";
import type { Setup } from "../../app-setup.tsx";
import { type Answer, attempt } from "../../attempt.ts";
import { setupOf } from "../../setup.ts";

export type Proof = { password: string; code: string };

export async function rename(name: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => renameSelf(db(), actor, { name }));
  if (answer.ok) refresh();
  return answer;
}

/** Gives how many other sign-ins ended. */
export async function change(passwords: { password: string; newPassword: string }): Promise<Answer<number>> {
  const answer = await attempt(async (actor) => changePassword(db(), actor, await here(), passwords));
  if (answer.ok) refresh();
  return answer;
}

export async function offerApp(proof: Proof): Promise<Answer<Setup>> {
  return attempt(async (actor) => {
    const { name: city } = await readSetting(db(), "city");
    const { offer, email } = await offerSecondFactor(db(), actor, await here(), proof);
    return setupOf(offer, { city, account: email });
  });
}

export async function takeApp(code: string): Promise<Answer<string[]>> {
  return attempt(async (actor) => takeOffer(db(), actor, await here(), { code }));
}

export async function renewCodes(proof: Proof): Promise<Answer<string[]>> {
  return attempt((actor) => renewOwnRecoveryCodes(db(), actor, proof));
}

export async function removeFactor(proof: Proof): Promise<Answer<void>> {
  const answer = await attempt((actor) => removeOwnSecondFactor(db(), actor, proof));
  if (answer.ok) refresh();
  return answer;
}

export async function end(sessionId: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => endOwnSession(db(), actor, sessionId));
  refresh();
  return answer;
}

export async function endOthers(): Promise<Answer<number>> {
  const answer = await attempt(async (actor) => endOtherSessions(db(), actor, await here()));
  refresh();
  return answer;
}

/** To draw the page anew, once what was shown only once has been read. */
export async function look(): Promise<void> {
  refresh();
}

async function here(): Promise<string> {
  return (await currentSessionId())!;
}
