"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { removeCase } from "#lib/mail-rules/cases.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function forgetCase(id: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => removeCase(db(), actor, id));
  refresh();
  return answer;
}
