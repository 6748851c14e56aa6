import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { may } from "#lib/actor.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { listSegments } from "#lib/segments/define.ts";
import type { Vocabulary } from "./audience-words.ts";

/** The city's own words for audiences: its questions, and its saved rules for those who may see them. */
export async function readVocabulary(staff: Staff): Promise<Vocabulary> {
  const saved = may(staff, "segments", "view") ? listSegments(db(), staff) : [];
  const [{ questions }, segments] = await Promise.all([currentForm(db()), saved]);
  return { questions, segments: segments.map(({ key, name }) => ({ key, name })) };
}
