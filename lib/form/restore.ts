import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict } from "../errors.ts";
import { currentForm, keepRetired } from "../preferences/form.ts";
import { readDraft, type SavedDraft, saveDraft } from "./draft.ts";
import { readVersion } from "./versions.ts";

/** Begins a draft with what an old version asked. What came after it is retired there, not forgotten. */
export async function restoreVersion(db: Db, actor: Actor, number: number): Promise<SavedDraft> {
  must(actor, "form", "edit");
  const [old, draft, inForce] = await Promise.all([
    readVersion(db, actor, number),
    readDraft(db, actor),
    currentForm(db),
  ]);
  if (draft.revision) throw new Conflict("準備中の下書きがあります。公開するか破棄してから、もう一度お試しください。");
  const questions = keepRetired(inForce.questions, old.questions);
  return saveDraft(db, actor, { revision: null, version: inForce.version, questions });
}
