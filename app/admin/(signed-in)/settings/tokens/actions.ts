"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import type { Feature, Permission } from "#db/words.ts";
import { addToken, revokeToken } from "#lib/staff/tokens.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function issue(input: {
  name: string;
  permissions: Record<Feature, Permission>;
  days: string;
}): Promise<Answer<string>> {
  return attempt((actor) => addToken(db(), actor, input));
}

export async function revoke(id: string): Promise<Answer<void>> {
  const answer = await attempt((actor) => revokeToken(db(), actor, id));
  refresh();
  return answer;
}
