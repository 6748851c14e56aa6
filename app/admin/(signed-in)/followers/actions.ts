"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { latestImport, requestImport } from "#lib/followers/import.ts";
import { saveSmallestCell } from "#lib/followers/smallest-cell.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function takeIn(): Promise<Answer<void>> {
  const answer = await attempt((actor) => requestImport(db(), actor));
  refresh();
  return answer;
}

/** How far the import is; null once there is none under way. */
export async function importSofar(): Promise<Answer<number | null>> {
  return attempt(async (actor) => {
    const latest = await latestImport(db(), actor);
    return latest && !latest.finishedAt ? latest.sofar : null;
  });
}

export async function saveLimit(smallest: number): Promise<Answer<number>> {
  const answer = await attempt((actor) => saveSmallestCell(db(), actor, smallest));
  if (answer.ok) refresh();
  return answer;
}
