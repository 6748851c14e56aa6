import { randomUUID } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mailCases } from "#db/schema/mails.ts";
import { record } from "../activity/record.ts";
import { type Actor, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, isUuid, NotFound, parse } from "../errors.ts";
import type { Rulebook } from "../mail/decide.ts";
import { readMail } from "../mail/read.ts";
import { listRules, readRulebook } from "../mail/rules.ts";
import { seal, unseal } from "../sealing.ts";
import { afterChange } from "./after.ts";
import { differences, outcomeOf } from "./outcome.ts";
import { type CaseResult, type Outcome, RulesChange, SaveCase } from "./schema.ts";
import { fetchMail, type LabSource, toldOf } from "./subject.ts";

const mostCases = 200;

/** Keeps a mail with what the rules (or a change of them) make of it now, as what they shall always make of it. */
export async function saveCase(
  db: Db,
  actor: Actor,
  source: LabSource,
  input: unknown,
  change?: unknown,
): Promise<string> {
  must(actor, "mail", "edit");
  const { name } = parse(SaveCase, input);
  const { raw, told } = await fetchMail(db, source);
  const rules = await listRules(db);
  const book = await readRulebook(db, change === undefined ? rules : afterChange(rules, parse(RulesChange, change)));
  const expected = outcomeOf(await readMail(raw), told, book);
  return db.transaction(async (tx) => {
    if ((await tx.$count(mailCases)) >= mostCases) throw new Conflict(full);
    const row = { id: randomUUID(), name, raw: seal("mail", raw), ...told, createdAt: now(), createdBy: nameOf(actor) };
    await tx.insert(mailCases).values({ ...row, expected: seal("mail-case", JSON.stringify(expected)) });
    await record(tx, actor, "mail.case.save", `mail-case:${row.id}`, { rule: expected.rule, state: expected.state });
    return row.id;
  });
}

const full = `確認用メールは${mostCases}件まで保存できます。使わなくなったものを削除してください。`;

export async function removeCase(db: Db, actor: Actor, id: string): Promise<void> {
  must(actor, "mail", "edit");
  await db.transaction(async (tx) => {
    const [gone] = isUuid(id) ? await tx.delete(mailCases).where(eq(mailCases.id, id)).returning() : [];
    if (!gone) throw new NotFound("この確認用メールはすでに削除されています。");
    await record(tx, actor, "mail.case.remove", `mail-case:${id}`);
  });
}

/** The saved cases with how they come out under the rules in force, those that fail first. */
export async function listCases(db: Db, actor: Actor): Promise<CaseResult[]> {
  must(actor, "mail", "view");
  return runCases(db, await readRulebook(db));
}

/** For verbs that have asked for permission already. */
export async function runCases(db: Db, book: Rulebook): Promise<CaseResult[]> {
  const ids = await db
    .select({ id: mailCases.id })
    .from(mailCases)
    .orderBy(asc(mailCases.createdAt), asc(mailCases.id));
  const results: CaseResult[] = [];
  for (const { id } of ids) {
    const [row] = await db.select().from(mailCases).where(eq(mailCases.id, id));
    if (row) results.push(await runCase(row, book));
    // Other requests go on meanwhile.
    await breathe();
  }
  return results.toSorted((a, b) => Number(b.differs.length > 0) - Number(a.differs.length > 0));
}

async function runCase(row: typeof mailCases.$inferSelect, book: Rulebook): Promise<CaseResult> {
  const expected = JSON.parse(unseal("mail-case", row.expected).toString("utf8")) as Outcome;
  const actual = outcomeOf(await readMail(unseal("mail", row.raw)), toldOf(row), book);
  const { id, name, createdAt, createdBy } = row;
  return { id, name, createdAt, createdBy, expected, actual, differs: differences(expected, actual) };
}
