"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { resolveNotice } from "#lib/notices/notify.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function resolve(id: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => resolveNotice(db(), actor, id));
  refresh();
  return answer;
}
