"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { switchSendingOff, switchSendingOn } from "#lib/broadcasts/kill-switch.ts";
import type { MailGuards } from "#lib/mail/schema.ts";
import { pauseSource, resumeSource, setCityGuards, setSourceDrill, setSourceGuards } from "#lib/mail/sources.ts";
import { type Answer, attempt } from "../../../attempt.ts";

async function told(answer: Promise<Answer<unknown>>): Promise<Answer<null>> {
  const said = await answer;
  refresh();
  return said.ok ? { ok: true, value: null } : said;
}

export async function pause(name: string, reason: string): Promise<Answer<null>> {
  return told(attempt((actor) => pauseSource(db(), actor, { name, reason })));
}

export async function resume(name: string): Promise<Answer<null>> {
  return told(attempt((actor) => resumeSource(db(), actor, { name })));
}

export async function switchDrill(name: string, on: boolean): Promise<Answer<null>> {
  return told(attempt((actor) => setSourceDrill(db(), actor, { name, on })));
}

export async function saveGuards(name: string, guards: MailGuards | null): Promise<Answer<null>> {
  return told(attempt((actor) => setSourceGuards(db(), actor, { name, guards })));
}

export async function saveCityGuards(guards: MailGuards | null): Promise<Answer<null>> {
  return told(attempt((actor) => setCityGuards(db(), actor, { guards })));
}

/** How many broadcasts were paused by it. */
export async function stopSending(): Promise<Answer<number>> {
  const answer = await attempt((actor) => switchSendingOff(db(), actor));
  refresh();
  return answer;
}

export async function letSend(): Promise<Answer<null>> {
  return told(attempt((actor) => switchSendingOn(db(), actor)));
}
