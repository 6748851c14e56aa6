import { inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mailSources, mails } from "#db/schema/mails.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { NotFound, parse } from "../errors.ts";
import { writeSetting } from "../settings/settings.ts";
import { foldText } from "./fold.ts";
import { takeTurn } from "./history.ts";
import { listRules } from "./rules.ts";
import {
  type MailGuards,
  PauseSource,
  ResumeSource,
  SetCityGuards,
  SetSourceDrill,
  SetSourceGuards,
} from "./schema.ts";

/** Where mails come from: a rule's `source`, else the sender's address. */
export type MailSource = {
  name: string;
  /** The names of the rules that count for it. */
  rules: string[];
  pausedReason: string | null;
  drill: boolean;
  /** What it says about the guards, where it differs from the city. */
  guards: MailGuards | null;
  held: number;
  lastMailAt: Date | null;
};

/** Every source we know of: from the rules, from mails that met one, and what somebody has switched. */
export async function listSources(db: Db, actor: Actor): Promise<MailSource[]> {
  must(actor, "mail", "view");
  const [rules, switched, seen] = await Promise.all([listRules(db), db.select().from(mailSources), seenSources(db)]);
  const named = rules.flatMap(({ source }) => source ?? []);
  const names = new Set([...named, ...seen.keys(), ...switched.filter(isSwitched).map(({ name }) => name)]);
  return [...names].map((name) => {
    const { pausedReason = null, drill = false, guards } = switched.find((source) => source.name === name) ?? {};
    const { held = 0, lastMailAt = null } = seen.get(name) ?? {};
    const ruleNames = rules.filter((rule) => rule.source === name).map((rule) => rule.name);
    const own = (guards as MailGuards | null | undefined) ?? null;
    return { name, rules: ruleNames, pausedReason, drill, guards: own, held, lastMailAt };
  });
}

/** From now on its mails are held; resolves once none is on its way past this switch. */
export async function pauseSource(db: Db, actor: Actor, input: unknown): Promise<MailSourceRow> {
  must(actor, "mail", "send");
  const { name, reason } = parse(PauseSource, input);
  return change(db, actor, name, "source.pause", { pausedReason: reason || "職員が一時停止しました。" });
}

/** Its mails go on their way again. What was held meanwhile still waits for a person. */
export async function resumeSource(db: Db, actor: Actor, input: unknown): Promise<MailSourceRow> {
  must(actor, "mail", "send");
  const { name } = parse(ResumeSource, input);
  return change(db, actor, name, "source.resume", { pausedReason: null });
}

/** In a drill its mails reach test recipients only, marked 【訓練】. */
export async function setSourceDrill(db: Db, actor: Actor, input: unknown): Promise<MailSourceRow> {
  must(actor, "mail", "send");
  const { name, on } = parse(SetSourceDrill, input);
  return change(db, actor, name, "source.drill", { drill: on });
}

/** The limits for its mails where they differ from the city's. */
export async function setSourceGuards(db: Db, actor: Actor, input: unknown): Promise<MailSourceRow> {
  must(actor, "mail", "send");
  const { name, guards } = parse(SetSourceGuards, input);
  const own = guards && Object.keys(guards).length > 0 ? guards : sql`null`;
  return change(db, actor, name, "source.guards", { guards: own });
}

/** The limits that hold for every source that says nothing else. */
export async function setCityGuards(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "mail", "send");
  const { guards } = parse(SetCityGuards, input);
  const own = guards && Object.keys(guards).length > 0 ? guards : undefined;
  await db.transaction(async (tx) => {
    await writeSetting(tx, "mailGuards", own);
    await record(tx, actor, "mail.guards", "mail", { guards: own ?? null });
  });
}

/** The limits of every source, for the profile. */
export async function sourceGuards(db: Db): Promise<Record<string, MailGuards>> {
  const rows = await db
    .select({ name: mailSources.name, guards: mailSources.guards })
    .from(mailSources)
    .where(isNotNull(mailSources.guards))
    .orderBy(mailSources.name);
  return Object.fromEntries(rows.map(({ name, guards }) => [name, guards as MailGuards]));
}

/** Makes exactly these the limits of the sources. */
export async function defineSourceGuards(tx: Db, actor: Actor, wanted: Record<string, MailGuards>): Promise<void> {
  must(actor, "mail", "edit");
  await tx.update(mailSources).set({ guards: sql`null` }).where(isNotNull(mailSources.guards));
  for (const [name, guards] of Object.entries(wanted)) {
    const set = { guards, updatedAt: now() };
    await tx
      .insert(mailSources)
      .values({ name, ...set })
      .onConflictDoUpdate({ target: mailSources.name, set });
  }
}

type MailSourceRow = typeof mailSources.$inferSelect;
type Switch = { pausedReason?: string | null; drill?: boolean; guards?: MailGuards | SQL };

async function change(db: Db, actor: Actor, asked: string, action: string, to: Switch): Promise<MailSourceRow> {
  return db.transaction(async (tx) => {
    const name = await knownName(tx, asked);
    await takeTurn(tx, name, null);
    const set = { ...to, updatedAt: now() };
    const [row] = await tx
      .insert(mailSources)
      .values({ name, ...set })
      .onConflictDoUpdate({ target: mailSources.name, set })
      .returning();
    await record(tx, actor, action, `source:${name}`, "guards" in to ? { guards: row!.guards } : to);
    return row!;
  });
}

/** A slip in the name would pause nothing. A rule's name or key means its source; an address may come before its mail. */
async function knownName(tx: Db, asked: string): Promise<string> {
  const sources = await listSources(tx, { kind: "system", task: "発信元" });
  const same = (name: string) => foldText(name) === foldText(asked);
  const exact = sources.find(({ name }) => name === asked);
  const named = exact ?? sources.find(({ name }) => same(name)) ?? sources.find(({ rules }) => rules.some(same));
  if (named) return named.name;
  const rule = (await listRules(tx)).find(({ key }) => key === asked);
  if (rule?.source) return rule.source;
  if (/^\S+@\S+$/.test(asked)) return asked.toLowerCase();
  const names = sources.map(({ name }) => name).join("、") || "（なし）";
  throw new NotFound(`発信元「${asked}」がありません。使える発信元: ${names}`);
}

function isSwitched({ pausedReason, drill, guards }: MailSourceRow): boolean {
  return pausedReason !== null || drill || guards !== null;
}

async function seenSources(db: Db): Promise<Map<string, { held: number; lastMailAt: Date }>> {
  const rows = await db
    .select({
      name: mails.source,
      held: sql<number>`count(*) filter (where ${mails.state} = 'held')::int`,
      lastMailAt: sql<Date>`max(${mails.receivedAt})`.mapWith(mails.receivedAt),
    })
    .from(mails)
    .where(sql`${isNotNull(mails.rule)} and ${inArray(mails.state, ["held", "forwarded", "dismissed"])}`)
    .groupBy(mails.source);
  return new Map(rows.map(({ name, ...seen }) => [name!, seen]));
}
