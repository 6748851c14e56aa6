import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { followers, preferences } from "#db/schema/followers.ts";
import { listRules } from "../mail/rules.ts";
import type { MailRule } from "../mail/schema.ts";
import { namedBy } from "../mail/use.ts";
import { optionIds } from "../preferences/picks.ts";
import type { Question } from "../preferences/schema.ts";
import { countRuleBy } from "../segments/audience.ts";
import { type Named, namedIn, type SavedSegment, savedSegments } from "../segments/named.ts";
import type { Rule } from "../segments/schema.ts";
import type { Withdrawal } from "./changes.ts";
import { type PartName, partWords } from "./schema.ts";

/** What a withdrawal means for those who answered so and for what relies on it. Counts are null where there are too many. */
export type Consequence = {
  what: string;
  into?: string;
  people: number | null;
  segments: { key: string; name: string; now?: number; later?: number }[];
  mailRules: { key: string; name: string; effect: string }[];
  /** Drafts and planned broadcasts whose own rule names it. */
  broadcasts: number;
};

/** Counting looks at every follower once for each: beyond these, the page would wait too long. */
const mostCounted = 40;

/** @param after the form as it would be */
export async function consequencesOf(db: Db, after: Question[], withdrawn: Withdrawal[]): Promise<Consequence[]> {
  if (withdrawn.length === 0) return [];
  const [saved, rules, waiting] = await Promise.all([savedSegments(db), listRules(db), waitingRules(db)]);
  const merged = saved.filter(({ rule }) => withdrawn.some((each) => each.into && names(rule, each)));
  const counts = await countsOf(db, merged.slice(0, mostCounted), after);
  const consequences: Consequence[] = [];
  for (const [index, each] of withdrawn.entries())
    consequences.push({
      ...wordsOf(each),
      people: index < mostCounted ? await countAnswers(db, each) : null,
      segments: saved
        .filter(({ rule }) => names(rule, each))
        .map(({ key, name }) => ({ key, name, ...(each.into && counts.get(key)) })),
      mailRules: rules.flatMap((rule) => mailEffect(rule, each, saved)),
      broadcasts: waiting.filter((rule) => names(rule, each)).length,
    });
  return consequences;
}

function wordsOf({ question, part, choice, into }: Withdrawal): { what: string; into?: string } {
  if (!part || !choice) return { what: `質問「${question.label}」` };
  return { what: `「${question.label}」の${partWords[part]}「${choice.label}」`, into: into?.label };
}

async function waitingRules(db: Db): Promise<Rule[]> {
  const rows = await db
    .select({ audience: broadcasts.audience })
    .from(broadcasts)
    .where(sql`${broadcasts.status} in ('draft', 'awaiting_approval', 'scheduled')
      and ${broadcasts.audience} ->> 'kind' = 'rule'`);
  return rows.map(({ audience }) => (audience as { rule: Rule }).rule);
}

/** A merge changes whom a rule gives: by the form in force, and by the new one. */
async function countsOf(
  db: Db,
  rules: SavedSegment[],
  after: Question[],
): Promise<Map<string, { now: number; later: number }>> {
  const counts = new Map<string, { now: number; later: number }>();
  for (const { key, rule } of rules)
    counts.set(key, { now: await countRuleBy(db, rule), later: await countRuleBy(db, rule, after) });
  return counts;
}

function names(rule: Rule, withdrawn: Withdrawal): boolean {
  return namedIn(rule).some((named) => overlaps(named, withdrawn));
}

function overlaps({ question, row, options }: Named, { question: asked, part, choice }: Withdrawal): boolean {
  if (question !== asked.key) return false;
  if (!part || !choice) return true;
  return part === "rows" ? row === choice.key : options.includes(choice.key);
}

/** Everybody who answered so, friend or not. Free text is no pick. */
async function countAnswers(db: Db, { question, part, choice }: Withdrawal): Promise<number> {
  if (question.kind === "text") return db.$count(preferences, sql`${preferences.answers} ? ${question.key}`);
  const isMeant = (option: { row: string; choice: string }) =>
    !choice || (part === "rows" ? option.row : option.choice) === choice.key;
  const ids = await optionIds(db, question.key, isMeant);
  if (ids.length === 0) return 0;
  return db.$count(
    followers,
    sql`${followers.picks} && ${sql.raw(`'{${ids.sort((a, b) => a - b).join(",")}}'::int[]`)}`,
  );
}

function mailEffect(rule: MailRule, withdrawn: Withdrawal, saved: SavedSegment[]): Consequence["mailRules"] {
  const { key, name, audience } = rule;
  const { question, part, choice, into } = withdrawn;
  const isNamed = namedBy(rule, saved).some((named) => overlaps(named, withdrawn));
  if (audience.kind !== "route") return isNamed ? [{ key, name, effect: asBefore }] : [];
  // Which column a mail means, only the mail itself says.
  const isRead = audience.question === question.key && part === "columns" && audience.columns !== undefined;
  if (!isNamed && !isRead) return [];
  if (!part || !choice) return [{ key, name, effect: "当てはまるメールは、送られずに保留になります。" }];
  return [{ key, name, effect: routeEffect(part, choice.label, into?.label) }];
}

const asBefore = "これまでに選んだ人には届き続けます。";

function routeEffect(part: PartName, label: string, into?: string): string {
  if (into) return `「${label}」のメールは「${into}」を選んだ人に届きます。`;
  return part === "rows"
    ? `「${label}」のメールは、送られずに保留になります。`
    : `「${label}」と書かれたメールは、地域が分からないメールとして扱われます。`;
}
