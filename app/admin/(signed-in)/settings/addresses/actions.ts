"use server";

import { db } from "#app/db.ts";
import { currentPlace } from "#app/session.ts";
import { limitAddresses } from "#lib/addresses/limit.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export async function limit(ranges: string): Promise<Answer<void>> {
  return attempt(async (actor) => {
    const { address } = await currentPlace();
    await limitAddresses(db(), actor, { ranges, from: address ?? "" });
  });
}
