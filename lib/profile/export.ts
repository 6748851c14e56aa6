import { asc } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { testRecipients } from "#db/schema/settings.ts";
import { type Actor, must } from "../actor.ts";
import { listRules } from "../mail/rules.ts";
import { sourceGuards } from "../mail/sources.ts";
import { currentForm } from "../preferences/form.ts";
import { listSegments } from "../segments/define.ts";
import { type ProfileSettings, profileSettings } from "../settings/schema.ts";
import { readSetting } from "../settings/settings.ts";
import type { Profile } from "./schema.ts";

/** The city's whole setting as a file that `apply` takes back unchanged. Retired parts of the form are included. */
export async function exportProfile(db: Db, actor: Actor): Promise<Profile> {
  must(actor, "settings", "view");
  must(actor, "segments", "view");
  must(actor, "mail", "view");
  const [city, form, segments, greeting, everywhere, guards, rules, sources, richMenus, chatbot, settings] =
    await Promise.all([
      readSetting(db, "city"),
      currentForm(db),
      listSegments(db, actor),
      readSetting(db, "greeting"),
      readSetting(db, "mailEverywhere"),
      readSetting(db, "mailGuards"),
      listRules(db),
      sourceGuards(db),
      readSetting(db, "richMenus"),
      readSetting(db, "chatbot"),
      readSetting(db, "custom"),
    ]);
  const recipients = await db
    .select()
    .from(testRecipients)
    .orderBy(asc(testRecipients.createdAt), asc(testRecipients.lineUserId));
  return {
    version: 1,
    city,
    questions: form.questions,
    segments,
    ...(greeting && { greeting }),
    mail: { ...(guards && { guards }), everywhere, rules, ...(Object.keys(sources).length > 0 && { sources }) },
    ...(richMenus && { richMenus }),
    ...(chatbot !== undefined && { chatbot }),
    testRecipients: recipients.map(({ name, lineUserId }) => ({ name, lineUserId })),
    settings: { ...settings, ...(await namedSettings(db)) },
  };
}

async function namedSettings(db: Db): Promise<ProfileSettings> {
  const values = await Promise.all(profileSettings.map(async (name) => [name, await readSetting(db, name)]));
  return Object.fromEntries(values);
}
