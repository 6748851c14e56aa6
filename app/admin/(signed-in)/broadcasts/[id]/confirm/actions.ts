"use server";

import { db } from "#app/db.ts";
import type { BroadcastStatus } from "#db/words.ts";
import { broadcastDetail } from "#lib/broadcasts/read.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { Conflict } from "#lib/errors.ts";
import { type Answer, attempt } from "../../../../attempt.ts";

/**
 * Sends the draft on its way, or puts it before a second person; the answer says which.
 * @param seen when the draft that was looked at was last changed: nobody sends what they have not seen
 */
export async function send(id: string, seen: string): Promise<Answer<BroadcastStatus>> {
  return attempt(async (actor) => {
    const { updatedAt } = await broadcastDetail(db(), actor, id);
    if (updatedAt.toISOString() !== seen)
      throw new Conflict("確認している間に内容が変更されました。もう一度内容を確かめてください。");
    return (await scheduleBroadcast(db(), actor, id)).status;
  });
}
