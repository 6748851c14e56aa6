import { asc, eq, inArray, not } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { mailRules } from "#db/schema/mails.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Invalid, type Issue, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import type { Question } from "../preferences/schema.ts";
import { checkAudience } from "../segments/audience.ts";
import { readSetting } from "../settings/settings.ts";
import type { Rulebook } from "./decide.ts";
import { MailRule, type RouteAudience } from "./schema.ts";

/** The rules in force, in the order in which they are tried. */
export async function listRules(db: Db): Promise<MailRule[]> {
  const rows = await db.select().from(mailRules).where(eq(mailRules.retired, false)).orderBy(asc(mailRules.position));
  return rows.map((row) => row.definition as MailRule);
}

/** All that a decision rests on, with the rules in force or with others that are being tried. */
export async function readRulebook(db: Db, tried?: MailRule[]): Promise<Rulebook> {
  const [rules, everywhere, city, form] = await Promise.all([
    tried ?? listRules(db),
    readSetting(db, "mailEverywhere"),
    readSetting(db, "city"),
    currentForm(db),
  ]);
  return { rules, everywhere, cityName: city.name, questions: form.questions };
}

/** Makes exactly these the rules, in this order; others are retired. */
export async function defineRules(tx: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "mail", "edit");
  const rules = parse(z.array(MailRule), input);
  const keys = rules.map((rule) => rule.key);
  const double = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (double >= 0) throw new Invalid([{ path: [double, "key"], message: `キー「${keys[double]}」が重複しています。` }]);
  await checkAudiences(tx, rules);
  await writeRules(tx, rules);
  await record(tx, actor, "mail.rules", "mail", { keys });
}

/** For verbs that have asked for permission and checked the rules already. Rules that are gone are kept as retired. */
export async function writeRules(tx: Db, rules: MailRule[]): Promise<void> {
  const keys = rules.map((rule) => rule.key);
  for (const [position, definition] of rules.entries()) {
    const row = { position, definition, updatedAt: now(), retired: false };
    await tx
      .insert(mailRules)
      .values({ key: definition.key, ...row })
      .onConflictDoUpdate({ target: mailRules.key, set: row });
  }
  await tx
    .update(mailRules)
    .set({ retired: true })
    .where(keys.length > 0 ? not(inArray(mailRules.key, keys)) : undefined);
}

/** A rule that names a group, question or row which does not exist would fail at night; it is refused by day. */
export async function checkAudiences(tx: Db, rules: MailRule[]): Promise<void> {
  const { questions } = await currentForm(tx);
  for (const [index, { audience }] of rules.entries()) {
    const issues = audience.kind === "route" ? routeComplaints(questions, audience) : [];
    if (audience.kind !== "route") await checkAudience(tx, audience).catch((error) => issues.push(...issuesOf(error)));
    if (issues.length > 0) throw new Invalid(issues.map(({ path, message }) => ({ path: [index, ...path], message })));
  }
}

function routeComplaints(questions: Question[], { question: key, row }: RouteAudience): Issue[] {
  const question = questions.find((other) => other.key === key && other.kind === "grid");
  if (!question) return [{ path: ["audience", "question"], message: `表の質問「${key}」がありません。` }];
  const fallback = typeof row === "string" || row.whenUnknown === "hold" ? [] : [row.whenUnknown];
  const named = typeof row === "string" ? [row] : [...Object.values(row.values), ...fallback];
  return named
    .filter((name) => !question.rows!.some((known) => known.key === name))
    .map((name) => ({ path: ["audience", "row"], message: `行「${name}」がありません。` }));
}

function issuesOf(error: unknown): Issue[] {
  if (error instanceof Invalid) return error.issues;
  throw error;
}
