import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { currentForm } from "../preferences/form.ts";
import { meaningToday } from "../preferences/merged.ts";
import { optionIds } from "../preferences/picks.ts";
import type { Question } from "../preferences/schema.ts";
import type { Rule } from "./schema.ts";

/** Whom LINE can still reach: friends who have not blocked us and whose id LINE knows. */
export const reachable = sql`(${followers.friend} and not ${followers.invalid})`;

/**
 * The one compiler: a rule becomes a condition on `followers`, for the head-count and for the sending alike.
 * A choice nobody could ever pick matches nobody; one that was merged matches as the one it was merged into.
 */
async function compileRule(ground: Ground, rule: Rule): Promise<SQL> {
  if ("all" in rule) return join(await compileEach(ground, rule.all), sql` and `, sql`true`);
  if ("any" in rule) return compileAny(ground, rule.any);
  if ("not" in rule) return sql`(not ${await compileRule(ground, rule.not)})`;
  if ("registered" in rule) return sql`(${followers.registeredAt} is not null)`;
  return overlap(await leafIds(ground, rule));
}

type Ground = { db: Db; questions: Question[] };

/**
 * The whole condition: the rule, and only whom LINE can reach.
 * @param questions the form by which the rule is read; the one in force unless told
 */
export async function compileAudienceRule(db: Db, rule: Rule, questions?: Question[]): Promise<SQL> {
  const ground = { db, questions: questions ?? (await currentForm(db)).questions };
  return sql`${reachable} and ${await compileRule(ground, rule)}`;
}

/** Leaves that are joined by "or" become one look at each follower's picks instead of one per leaf. */
async function compileAny(ground: Ground, rules: Rule[]): Promise<SQL> {
  const ids = await Promise.all(rules.filter(isLeaf).map((rule) => leafIds(ground, rule)));
  const others = await compileEach(
    ground,
    rules.filter((rule) => !isLeaf(rule)),
  );
  return join([...(ids.length > 0 ? [overlap(ids.flat())] : []), ...others], sql` or `, sql`false`);
}

type Leaf = Extract<Rule, { question: string }>;

function isLeaf(rule: Rule): rule is Leaf {
  return "question" in rule;
}

function leafIds(ground: Ground, rule: Leaf): Promise<number[]> {
  return "anyOf" in rule ? choiceIds(ground, rule) : numberIds(ground.db, rule);
}

/** Sorted and each once, because intarray (db/picks.sql) would sort them again for every follower. */
function overlap(ids: number[]): SQL {
  if (ids.length === 0) return sql`false`;
  const wanted = [...new Set(ids)].sort((a, b) => a - b);
  return sql`(${followers.picks} && ${sql.raw(`'{${wanted.join(",")}}'::int[]`)})`;
}

function compileEach(ground: Ground, rules: Rule[]): Promise<SQL[]> {
  return Promise.all(rules.map((rule) => compileRule(ground, rule)));
}

function join(conditions: SQL[], word: SQL, whenEmpty: SQL): SQL {
  return conditions.length === 0 ? whenEmpty : sql`(${sql.join(conditions, word)})`;
}

function choiceIds(ground: Ground, rule: { question: string; row?: string; anyOf: string[] }): Promise<number[]> {
  const asked = ground.questions.find(({ key }) => key === rule.question);
  if (!asked) return Promise.resolve([]);
  const { row, choice } = meaningToday(asked);
  const wanted = new Set(rule.anyOf.map(choice));
  const wantedRow = rule.row === undefined ? undefined : row(rule.row);
  return optionIds(
    ground.db,
    rule.question,
    (option) =>
      option.number === null &&
      wanted.has(choice(option.choice)) &&
      (wantedRow === undefined || row(option.row) === wantedRow),
  );
}

function numberIds(db: Db, rule: { question: string; from?: number; to?: number }): Promise<number[]> {
  const { from = -Infinity, to = Infinity } = rule;
  return optionIds(db, rule.question, ({ number }) => number !== null && number >= from && number <= to);
}
