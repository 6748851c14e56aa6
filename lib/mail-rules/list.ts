import { gt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { NotFound } from "../errors.ts";
import { listRules } from "../mail/rules.ts";
import type { MailRule } from "../mail/schema.ts";
import { staleIn } from "../mail/use.ts";
import { currentForm } from "../preferences/form.ts";
import { savedSegments } from "../segments/named.ts";
import { versionOf } from "./after.ts";

const days = 30;

/** A rule with how many mails it took in the last 30 days, and what in it the form no longer knows. */
export type ListedRule = { rule: MailRule; version: string; taken: number; lastMailAt: Date | null; stale: string[] };

export async function listRulesWithUse(db: Db, actor: Actor): Promise<ListedRule[]> {
  must(actor, "mail", "view");
  const [rules, { questions }, segments, uses] = await Promise.all([
    listRules(db),
    currentForm(db),
    savedSegments(db),
    usesOf(db),
  ]);
  return rules.map((rule) => {
    const { taken = 0, lastMailAt = null } = uses.get(rule.key) ?? {};
    return { rule, version: versionOf(rule), taken, lastMailAt, stale: staleIn(rule, questions, segments) };
  });
}

/** One rule to be changed, with the version to name when it is saved. */
export async function readRule(db: Db, actor: Actor, key: string): Promise<ListedRule> {
  const found = (await listRulesWithUse(db, actor)).find(({ rule }) => rule.key === key);
  if (!found) throw new NotFound("この転送ルールはありません。");
  return found;
}

async function usesOf(db: Db): Promise<Map<string, { taken: number; lastMailAt: Date }>> {
  const rows = await db
    .select({
      rule: mails.rule,
      taken: sql<number>`count(*)::int`,
      lastMailAt: sql<Date>`max(${mails.receivedAt})`.mapWith(mails.receivedAt),
    })
    .from(mails)
    .where(gt(mails.receivedAt, new Date(now().getTime() - days * 86_400_000)))
    .groupBy(mails.rule);
  return new Map(rows.flatMap(({ rule, ...use }) => (rule === null ? [] : [[rule, use] as const])));
}
