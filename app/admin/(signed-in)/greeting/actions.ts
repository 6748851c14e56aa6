"use server";

import { db } from "#app/db.ts";
import { saveGreeting, saveKeywordReplies, saveWhyNote } from "#lib/greeting/save.ts";
import type { GreetingInput, KeywordReplies, WhyNote } from "#lib/greeting/schema.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function keepGreeting(input: GreetingInput): Promise<Answer<void>> {
  return attempt((actor) => saveGreeting(db(), actor, input));
}

export async function keepKeywordReplies(input: KeywordReplies): Promise<Answer<void>> {
  return attempt((actor) => saveKeywordReplies(db(), actor, input));
}

export async function keepWhyNote(note: WhyNote): Promise<Answer<void>> {
  return attempt((actor) => saveWhyNote(db(), actor, note));
}
