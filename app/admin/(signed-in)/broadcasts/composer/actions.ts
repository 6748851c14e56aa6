"use server";

import { db } from "#app/db.ts";
import { composeBroadcast, reviseBroadcast } from "#lib/broadcasts/compose.ts";
import { previewReason } from "#lib/broadcasts/outgoing.ts";
import { countAudienceFor } from "#lib/segments/audience.ts";
import { type Answer, attempt } from "../../../attempt.ts";

export type Kept = { id: string; at: string };

/** Writes the draft: a new one the first time, the same one after. */
export async function saveDraft(id: string | null, input: unknown): Promise<Answer<Kept>> {
  return attempt(async (actor) => {
    const draft = id
      ? await reviseBroadcast(db(), actor, id, input)
      : await composeBroadcast(db(), actor, input, { source: "staff" });
    return { id: draft.id, at: draft.updatedAt.toISOString() };
  });
}

export async function countHeads(audience: unknown): Promise<Answer<number>> {
  return attempt((actor) => countAudienceFor(db(), actor, audience));
}

/** Why it will have come, as it is added when it is sent. */
export async function reasonOf(id: string | null, audience: unknown): Promise<Answer<string | null>> {
  return attempt((actor) => previewReason(db(), actor, id, audience));
}
