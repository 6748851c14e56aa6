"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { dismissMail, dismissMails, sendHeldMail } from "#lib/mail/held.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function sendMail(id: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => sendHeldMail(db(), actor, id));
  refresh();
  return answer;
}

export async function dismiss(id: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => dismissMail(db(), actor, id));
  refresh();
  return answer;
}

export async function dismissAll(ids: string[]): Promise<Answer<number>> {
  const answer = await attempt((actor) => dismissMails(db(), actor, { ids }));
  refresh();
  return answer;
}
