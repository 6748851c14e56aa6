"use server";

import { db } from "#app/db.ts";
import { Conflict } from "#lib/errors.ts";
import { discardDraft, readDraft, type SavedDraft, saveDraft } from "#lib/form/draft.ts";
import { publishDraft } from "#lib/form/publish.ts";
import { restoreVersion } from "#lib/form/restore.ts";
import type { DraftQuestion } from "#lib/form/schema.ts";
import { type Answer, attempt } from "../../attempt.ts";

/** `overtaken`: somebody was faster, and nothing was overwritten. */
export type Saved = SavedDraft;
export type Kept = Saved | { overtaken: string };
type Draft = { revision: string | null; version: number; questions: DraftQuestion[] };

export async function keep(draft: Draft): Promise<Answer<Kept>> {
  return attempt(async (actor) => {
    try {
      return await saveDraft(db(), actor, draft);
    } catch (error) {
      if (error instanceof Conflict) return { overtaken: error.message };
      throw error;
    }
  });
}

/** Which draft there is now: a page that the browser brought back from its memory asks. */
export async function latest(): Promise<Answer<{ revision: string | null; version: number }>> {
  return attempt(async (actor) => {
    const { revision, version } = await readDraft(db(), actor);
    return { revision, version };
  });
}

/** After somebody else was faster, and with their changes knowingly given up. */
export async function overwrite(questions: DraftQuestion[]): Promise<Answer<SavedDraft>> {
  return attempt(async (actor) => {
    const { revision, version } = await readDraft(db(), actor);
    return saveDraft(db(), actor, { revision, version, questions });
  });
}

export async function restore(version: number): Promise<Answer<Saved>> {
  return attempt((actor) => restoreVersion(db(), actor, version));
}

export async function discard(revision: string): Promise<Answer<void>> {
  return attempt((actor) => discardDraft(db(), actor, revision));
}

export async function publish(seen: { revision: string; version: number }): Promise<Answer<number>> {
  return attempt((actor) => publishDraft(db(), actor, seen));
}
