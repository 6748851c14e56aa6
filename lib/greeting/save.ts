import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import type { Setting, SettingName } from "../settings/schema.ts";
import { readSetting, writeSetting } from "../settings/settings.ts";
import { GreetingInput, greetingMessages, KeywordReplies, WhyNote } from "./schema.ts";

export type AutomaticMessages = {
  greeting: Setting<"greeting">;
  keywordReplies: KeywordReplies;
  whyNote: WhyNote;
};

/** What this city says by itself. */
export async function automaticMessages(db: Db, actor: Actor): Promise<AutomaticMessages> {
  must(actor, "settings", "view");
  const [greeting, keywordReplies, whyNote] = await Promise.all([
    readSetting(db, "greeting"),
    readSetting(db, "keywordReplies"),
    readSetting(db, "whyNote"),
  ]);
  return { greeting, keywordReplies, whyNote };
}

/** What new friends are told, and those who come back. */
export async function saveGreeting(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "settings", "edit");
  const messages = greetingMessages(parse(GreetingInput, input));
  await save(db, actor, "greeting", { messages }, { messages: messages.length });
}

/** Which words are answered at once, while nobody else answers. */
export async function saveKeywordReplies(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "settings", "edit");
  const replies = parse(KeywordReplies, input);
  await save(db, actor, "keywordReplies", replies, { enabled: replies.enabled, replies: replies.replies.length });
}

/** Whether broadcasts to segments say why they came. */
export async function saveWhyNote(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "settings", "edit");
  const note = parse(WhyNote, input);
  await save(db, actor, "whyNote", note, { note });
}

async function save<Name extends SettingName>(db: Db, actor: Actor, name: Name, value: Setting<Name>, detail: object) {
  await db.transaction(async (tx) => {
    await writeSetting(tx, name, value);
    await record(tx, actor, `automatic.${name}`, "settings", detail);
  });
}
