"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { setApproval } from "#lib/settings/approval.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function save(approval: unknown): Promise<Answer<void>> {
  const answer = await attempt(async (actor) => void (await setApproval(db(), actor, approval)));
  if (answer.ok) refresh();
  return answer;
}
