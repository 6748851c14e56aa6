"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { saveChatbot } from "#lib/chatbot/save.ts";
import type { Chatbot, ChatbotInput } from "#lib/chatbot/schema.ts";
import { type Trial, tryChatbot } from "#lib/chatbot/try.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function save(input: ChatbotInput): Promise<Answer<Chatbot>> {
  const answer = await attempt((actor) => saveChatbot(db(), actor, input));
  if (answer.ok) refresh();
  return answer;
}

export async function tryOut(name: string): Promise<Answer<Trial>> {
  return attempt((actor) => tryChatbot(db(), actor, name));
}
