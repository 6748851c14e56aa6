import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { optionIds } from "../preferences/picks.ts";
import type { Rule } from "./schema.ts";

/** Whom LINE can still reach: friends who have not blocked us and whose id LINE knows. */
export const reachable = sql`(${followers.friend} and not ${followers.invalid})`;

/**
 * The one compiler: a rule becomes a condition on `followers`, for the head-count and for the sending alike.
 * A choice nobody could ever pick matches nobody.
 */
async function compileRule(db: Db, rule: Rule): Promise<SQL> {
  if ("all" in rule) return join(await compileEach(db, rule.all), sql` and `, sql`true`);
  if ("any" in rule) return compileAny(db, rule.any);
  if ("not" in rule) return sql`(not ${await compileRule(db, rule.not)})`;
  if ("registered" in rule) return sql`(${followers.registeredAt} is not null)`;
  return overlap(await leafIds(db, rule));
}

/** The whole condition: the rule, and only whom LINE can reach. */
export async function compileAudienceRule(db: Db, rule: Rule): Promise<SQL> {
  return sql`${reachable} and ${await compileRule(db, rule)}`;
}

/** Leaves that are joined by "or" become one look at each follower's picks instead of one per leaf. */
async function compileAny(db: Db, rules: Rule[]): Promise<SQL> {
  const ids = await Promise.all(rules.filter(isLeaf).map((rule) => leafIds(db, rule)));
  const others = await compileEach(
    db,
    rules.filter((rule) => !isLeaf(rule)),
  );
  return join([...(ids.length > 0 ? [overlap(ids.flat())] : []), ...others], sql` or `, sql`false`);
}

type Leaf = Extract<Rule, { question: string }>;

function isLeaf(rule: Rule): rule is Leaf {
  return "question" in rule;
}

function leafIds(db: Db, rule: Leaf): Promise<number[]> {
  return "anyOf" in rule ? choiceIds(db, rule) : numberIds(db, rule);
}

/** Sorted and each once, because intarray (db/picks.sql) would sort them again for every follower. */
function overlap(ids: number[]): SQL {
  if (ids.length === 0) return sql`false`;
  const wanted = [...new Set(ids)].sort((a, b) => a - b);
  return sql`(${followers.picks} && ${sql.raw(`'{${wanted.join(",")}}'::int[]`)})`;
}

function compileEach(db: Db, rules: Rule[]): Promise<SQL[]> {
  return Promise.all(rules.map((rule) => compileRule(db, rule)));
}

function join(conditions: SQL[], word: SQL, whenEmpty: SQL): SQL {
  return conditions.length === 0 ? whenEmpty : sql`(${sql.join(conditions, word)})`;
}

function choiceIds(db: Db, rule: { question: string; row?: string; anyOf: string[] }): Promise<number[]> {
  const wanted = new Set(rule.anyOf);
  return optionIds(
    db,
    rule.question,
    (option) =>
      option.number === null && wanted.has(option.choice) && (rule.row === undefined || option.row === rule.row),
  );
}

function numberIds(db: Db, rule: { question: string; from?: number; to?: number }): Promise<number[]> {
  const { from = -Infinity, to = Infinity } = rule;
  return optionIds(db, rule.question, ({ number }) => number !== null && number >= from && number <= to);
}
