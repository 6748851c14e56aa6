import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { readSetting, writeSetting } from "../settings/settings.ts";
import { ChangeChatbot, Chatbot } from "./schema.ts";

/** Which chatbots staff have set, and who answers whom. */
export async function chatbotSetting(db: Db, actor: Actor): Promise<Chatbot> {
  must(actor, "settings", "view");
  return (await readSetting(db, "chatbot")) ?? Chatbot.parse({});
}

/** Changes where calls go and who answers; in force for the next call. What only the profile can set stays. */
export async function saveChatbot(db: Db, actor: Actor, input: unknown): Promise<Chatbot> {
  must(actor, "settings", "edit");
  const changed = parse(ChangeChatbot, input);
  return db.transaction(async (tx) => {
    const { privateHosts } = (await readSetting(tx, "chatbot")) ?? Chatbot.parse({});
    const chatbot = { ...changed, privateHosts };
    await writeSetting(tx, "chatbot", chatbot);
    const names = changed.destinations.map(({ name, enabled }) => ({ name, enabled }));
    await record(tx, actor, "chatbot.save", "chatbot", { ...changed, destinations: names });
    return chatbot;
  });
}
