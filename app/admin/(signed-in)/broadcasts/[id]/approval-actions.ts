"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { approveBroadcast, rejectBroadcast } from "#lib/broadcasts/approve.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { reviewUnapproved, sendWithoutApproval } from "#lib/broadcasts/send-without-approval.ts";
import { Conflict } from "#lib/errors.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function approve(id: string, submission: string): Promise<Answer<void>> {
  return decide((actor) => approveBroadcast(db(), actor, id, submission));
}

export async function reject(id: string, submission: string, reason: string): Promise<Answer<void>> {
  return decide((actor) => rejectBroadcast(db(), actor, id, { seen: submission, reason }));
}

/** @param seen when what was looked at was last changed */
export async function sendAnyway(id: string, seen: string, reason: string): Promise<Answer<void>> {
  return decide(async (actor) => {
    const { updatedAt } = await broadcastDetail(db(), actor, id);
    if (updatedAt.toISOString() !== seen)
      throw new Conflict("確認している間に内容が変更されました。画面を開き直して、もう一度内容を確かめてください。");
    await sendWithoutApproval(db(), actor, id, reason);
  });
}

export async function review(id: string): Promise<Answer<void>> {
  return decide((actor) => reviewUnapproved(db(), actor, id));
}

async function decide(act: (actor: Staff) => Promise<unknown>): Promise<Answer<void>> {
  const answer = await attempt(async (actor) => void (await act(actor)));
  if (answer.ok) refresh();
  return answer;
}
