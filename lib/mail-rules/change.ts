import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { mailRules } from "#db/schema/mails.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { Conflict, Invalid, parse } from "../errors.ts";
import { checkAudiences, listRules, readRulebook, writeRules } from "../mail/rules.ts";
import { afterChange, moved, versionOf } from "./after.ts";
import { runCases } from "./cases.ts";
import { ChangeRules, type RulesChange } from "./schema.ts";

const rulesLock = 7107;

/**
 * Saves, reorders, switches or removes a rule. What the change was tried with must still hold, and the saved cases are
 * run once more: one that comes out otherwise needs an explicit word.
 */
export async function changeRules(db: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "mail", "edit");
  const { change, seen, acceptFailing } = parse(ChangeRules, input);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(rulesLock))})`);
    const before = await listRules(tx);
    if (versionOf(before) !== seen) throw new Conflict(moved);
    const after = afterChange(before, change);
    await checkChange(tx, change);
    const failing = (await runCases(tx, await readRulebook(tx, after))).filter(({ differs }) => differs.length > 0);
    if (failing.length > 0 && !acceptFailing) throw new Conflict(failed(failing.length));
    await writeRules(tx, after);
    const named = "key" in change ? { key: change.key } : {};
    const failingCases = failing.map(({ id }) => id);
    await record(tx, actor, `mail.rule.${change.do}`, subjectOf(change), { ...named, ...whatOf(change), failingCases });
  });
}

function failed(many: number): string {
  return `確認用メールのうち${many}件の結果が変わるため、保存していません。内容を確認し、変わってよいときは、その旨を選んでから保存してください。`;
}

/** Refuses what names nothing: at night it would fail. */
export async function checkChange(db: Db, change: RulesChange): Promise<void> {
  if (change.do !== "save") return;
  await checkAudiences(db, [change.rule]).catch((error) => {
    if (!(error instanceof Invalid)) throw error;
    throw new Invalid(
      error.issues.map(({ path, message }) => ({ path: ["change", "rule", ...path.slice(1)], message })),
    );
  });
  if (change.base === null && (await db.$count(mailRules, sql`${mailRules.key} = ${change.rule.key}`)) > 0)
    throw new Invalid([{ path: ["change", "rule", "key"], message: taken }]);
}

const taken = "このキーはすでに使われています（削除したものを含みます）。別のキーにしてください。";

function subjectOf(change: RulesChange): string {
  if (change.do === "order") return "mail";
  return `mail-rule:${change.do === "save" ? change.rule.key : change.key}`;
}

function whatOf(change: RulesChange): object {
  if (change.do === "save") return { name: change.rule.name, isNew: change.base === null };
  if (change.do === "switch") return { on: change.on };
  return change.do === "order" ? { keys: change.keys } : {};
}
