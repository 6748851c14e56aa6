import { db } from "#app/db.ts";
import type { Staff } from "#app/session.ts";
import { currentForm } from "#lib/preferences/form.ts";
import { listSegments } from "#lib/segments/define.ts";
import type { Vocabulary } from "./audience-words.ts";

/** The city's own words for audiences: its questions and its saved rules. */
export async function readVocabulary(staff: Staff): Promise<Vocabulary> {
  const [{ questions }, segments] = await Promise.all([currentForm(db()), listSegments(db(), staff)]);
  return { questions, segments: segments.map(({ key, name }) => ({ key, name })) };
}
