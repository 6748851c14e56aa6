import { asc, eq, inArray, not } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { mailRules } from "#db/schema/mails.ts";
import { type Actor, must } from "../actor.ts";
import { record } from "../activity/record.ts";
import { now } from "../clock.ts";
import { Invalid, parse } from "../errors.ts";
import { MailRule } from "./schema.ts";

/** The rules in force, in the order in which they are tried. */
export async function listRules(db: Db): Promise<MailRule[]> {
  const rows = await db.select().from(mailRules).where(eq(mailRules.retired, false)).orderBy(asc(mailRules.position));
  return rows.map((row) => row.definition as MailRule);
}

/** Makes exactly these the rules, in this order; others are retired. */
export async function defineRules(tx: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "edit");
  const rules = parse(z.array(MailRule), input);
  const keys = rules.map((rule) => rule.key);
  const double = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (double >= 0) throw new Invalid([{ path: [double, "key"], message: `キー「${keys[double]}」が重複しています。` }]);
  for (const [position, definition] of rules.entries()) {
    const row = { position, definition, updatedAt: now(), retired: false };
    await tx.insert(mailRules).values({ key: definition.key, ...row }).onConflictDoUpdate({ target: mailRules.key, set: row });
  }
  await tx.update(mailRules).set({ retired: true }).where(keys.length > 0 ? not(inArray(mailRules.key, keys)) : undefined);
  await record(tx, actor, "mail.rules", "mail", { keys });
}
