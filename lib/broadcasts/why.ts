import { and, eq, isNotNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { isUuid } from "../errors.ts";
import { formUrl } from "../line/form-url.ts";
import { currentForm } from "../preferences/form.ts";
import type { Question } from "../preferences/schema.ts";
import type { Audience, Rule } from "../segments/schema.ts";
import { readSetting } from "../settings/settings.ts";
import { idOfOpaque } from "./opaque.ts";

/** Why a message came: the rule it was sent by, the same for everybody who got it. `rule` null: it went to all friends. */
export type Why = { city: string; formUrl: string; sent: { at: Date; rule: Rule | null; isTrial: boolean } | null };

/** For whoever follows the link in a message. It says nothing of any person, and nothing of what was never sent. */
export async function explainBroadcast(db: Db, opaque: string): Promise<{ why: Why; questions: Question[] }> {
  const [city, form, sent] = await Promise.all([readSetting(db, "city"), currentForm(db), findSent(db, opaque)]);
  return { why: { city: city.name, formUrl: formUrl(), sent }, questions: form.questions };
}

async function findSent(db: Db, opaque: string): Promise<Why["sent"]> {
  const id = idOfOpaque(opaque);
  if (id === null || !isUuid(id)) return null;
  const [row] = await db
    .select({ at: broadcasts.startedAt, rule: broadcasts.freezeRule, audience: broadcasts.audience })
    .from(broadcasts)
    .where(and(eq(broadcasts.id, id), isNotNull(broadcasts.startedAt)));
  if (!row) return null;
  return { at: row.at!, rule: row.rule as Rule | null, isTrial: (row.audience as Audience).kind === "test" };
}
