"use server";

import { db } from "#app/db.ts";
import { changeSetting } from "#lib/settings/change.ts";
import { type Answer, attempt } from "../../../attempt.ts";

/** @param typed addresses, each on its own line or after a comma */
export async function save(typed: string): Promise<Answer<void>> {
  const addresses = typed
    .normalize("NFKC")
    .split(/[\s,、]+/)
    .filter(Boolean);
  return attempt((actor) => changeSetting(db(), actor, "headMailTo", [...new Set(addresses)]));
}
