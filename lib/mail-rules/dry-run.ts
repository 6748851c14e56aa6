import { setImmediate as breathe } from "node:timers/promises";
import { and, desc, gt, isNotNull, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mails } from "#db/schema/mails.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, parse } from "../errors.ts";
import { type Rulebook, takerOf } from "../mail/decide.ts";
import { readMail } from "../mail/read.ts";
import { listRules, readRulebook } from "../mail/rules.ts";
import { unseal } from "../sealing.ts";
import { afterChange, moved, versionOf } from "./after.ts";
import { runCases } from "./cases.ts";
import { checkChange } from "./change.ts";
import { differences, outcomeOf } from "./outcome.ts";
import { type CaseResult, type ChangedMail, type DryRunPart, DryRunStep, RulesChange } from "./schema.ts";
import { toldOf } from "./subject.ts";

const days = 90;
const mostMails = 10_000;
const stepMs = 800;
/** Each may be ten megabytes. */
const atOnce = 8;

const { id, receivedAt, raw, envelope, auth } = mails;
const needed = { id, receivedAt, raw, envelope, auth };
type Mail = Pick<typeof mails.$inferSelect, keyof typeof needed>;

export type Tried = { seen: string; cases: CaseResult[]; total: number };

/** Checks a change and runs the saved cases with it. `seen` is what the dry run and the change itself must name. */
export async function tryChange(db: Db, actor: Actor, input: unknown): Promise<Tried> {
  must(actor, "mail", "edit");
  const change = parse(RulesChange, input);
  const rules = await listRules(db);
  const after = afterChange(rules, change);
  await checkChange(db, change);
  const cases = await runCases(db, await readRulebook(db, after));
  return { seen: versionOf(rules), cases, total: await countMails(db) };
}

/**
 * One step of trying a change on the mails of the last 90 days (the latest ten thousand), newest first: what would become
 * of each by the rules before and after. A step ends after a moment, and between two mails others have their turn.
 */
export async function dryRun(db: Db, actor: Actor, input: unknown): Promise<DryRunPart> {
  must(actor, "mail", "edit");
  const { change, seen, after: place, looked } = parse(DryRunStep, input);
  const rules = await listRules(db);
  if (versionOf(rules) !== seen) throw new Conflict(moved);
  const before = await readRulebook(db, rules);
  const after = { ...before, rules: afterChange(rules, change) };
  const until = performance.now() + stepMs;
  const part: DryRunPart = { looked: 0, total: await countMails(db), changed: [], after: null };
  for await (const row of mailsAfter(db, place)) {
    const changed = await compare(row, before, after);
    if (changed) part.changed.push(changed);
    part.looked += 1;
    if (looked + part.looked >= mostMails) return part;
    if (performance.now() > until) return { ...part, after: row.id };
    await breathe();
  }
  return part;
}

/** The next few are on their way while these are looked at. */
async function* mailsAfter(db: Db, place: string | null): AsyncGenerator<Mail> {
  for (let coming = nextMails(db, place); ; ) {
    const rows = await coming;
    if (rows.length === 0) return;
    coming = nextMails(db, rows.at(-1)!.id);
    // Nobody waits for it when the step ends first.
    coming.catch(() => {});
    yield* rows;
  }
}

const lately = () =>
  and(
    gt(mails.receivedAt, new Date(now().getTime() - days * 86_400_000)),
    ne(mails.state, "received"),
    isNotNull(mails.raw),
  );

async function countMails(db: Db): Promise<number> {
  return Math.min(mostMails, await db.$count(mails, lately()));
}

/** Told by the id of the one before: its moment has more digits than a Date. */
async function nextMails(db: Db, last: string | null): Promise<Mail[]> {
  const older = sql`(${mails.receivedAt}, ${mails.id}) < (select received_at, id from mails where id = ${last})`;
  return await db
    .select(needed)
    .from(mails)
    .where(last === null ? lately() : and(lately(), older))
    .orderBy(desc(mails.receivedAt), desc(mails.id))
    .limit(atOnce);
}

async function compare(row: Mail, before: Rulebook, after: Rulebook): Promise<ChangedMail | null> {
  const read = await readMail(unseal("mail", row.raw!));
  const told = toldOf(row);
  // What the very same rule takes comes out as before; most mails are spared the rest.
  if (takerOf(read, told, before.rules) === takerOf(read, told, after.rules)) return null;
  const [was, is] = [outcomeOf(read, told, before), outcomeOf(read, told, after)];
  const differs = differences(was, is);
  if (differs.length === 0) return null;
  return { id: row.id, subject: read.subject, receivedAt: row.receivedAt, before: was, after: is, differs };
}
