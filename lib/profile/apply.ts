import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { Invalid, parse } from "../errors.ts";
import { defineRules } from "../mail/rules.ts";
import { defineSourceGuards } from "../mail/sources.ts";
import { publishForm } from "../preferences/form.ts";
import { defineSegments } from "../segments/define.ts";
import { type ProfileSettings, profileSettings } from "../settings/schema.ts";
import { writeSetting } from "../settings/settings.ts";
import { defineTestRecipients } from "../test-recipients/define.ts";
import { Profile } from "./schema.ts";

/**
 * Makes the city what the file says, in one transaction: an error names the path in the file and leaves everything as
 * it was; applying twice changes nothing; a key that disappears is retired, never silently deleted.
 */
export async function applyProfile(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "settings", "edit");
  const profile = parse(Profile, input);
  await db.transaction(async (tx) => {
    await writeSetting(tx, "city", profile.city);
    await under(["questions"], publishForm(tx, actor, profile.questions));
    await under(["segments"], defineSegments(tx, actor, profile.segments));
    await writeSetting(tx, "greeting", profile.greeting ?? null);
    await writeSetting(tx, "mailEverywhere", profile.mail?.everywhere ?? []);
    await writeSetting(tx, "mailGuards", profile.mail?.guards);
    await under(["mail", "rules"], defineRules(tx, actor, profile.mail?.rules ?? []));
    await defineSourceGuards(tx, actor, profile.mail?.sources ?? {});
    await defineTestRecipients(tx, profile.testRecipients);
    await writeSetting(tx, "richMenus", profile.richMenus);
    await writeSetting(tx, "chatbot", profile.chatbot);
    await applySettings(tx, profile.settings);
    await record(tx, actor, "profile.apply", "profile", { city: profile.city.name });
  });
}

/** Named settings take effect; what the file does not name stays as staff have set it. */
async function applySettings(tx: Db, settings: ProfileSettings): Promise<void> {
  const custom = { ...settings };
  for (const name of profileSettings) {
    if (settings[name] !== undefined) await writeSetting(tx, name, settings[name] as never);
    delete custom[name];
  }
  await writeSetting(tx, "custom", custom);
}

/** Verbs know where in their own part an error is; the file's path is that part's place and theirs. */
async function under<T>(place: string[], doing: Promise<T>): Promise<T> {
  return doing.catch((error) => {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(error.issues.map(({ path, message }) => ({ path: [...place, ...path], message })));
  });
}
