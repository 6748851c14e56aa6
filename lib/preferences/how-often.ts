import { and, gte, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { now } from "../clock.ts";
import type { Rule } from "../segments/schema.ts";
import { todayOf } from "./merged.ts";
import type { HowOften, Question } from "./schema.ts";

const dayMs = 24 * 3_600_000;
const days = 90;
const month = 30;

/**
 * How often each topic was sent lately, a month: what a resident may expect who chooses it. Of a grid, for one of its
 * columns, as most choose one place. Nothing while nothing was sent at all: no number is better than a wrong 0.
 */
export async function howOften(db: Db, questions: Question[]): Promise<HowOften> {
  const since = new Date(now().getTime() - days * dayMs);
  const { startedAt, freezeRule, status } = broadcasts;
  const sent = await db
    .select({ at: startedAt, rule: freezeRule })
    .from(broadcasts)
    .where(and(gte(startedAt, since), isNotNull(freezeRule), inArray(status, ["sending", "paused", "sent"])));
  if (sent.length === 0) return {};
  const first = Math.min(...sent.map(({ at }) => at!.getTime()));
  const months = Math.max(1, (now().getTime() - first) / dayMs / month);
  return frequencies(
    questions,
    sent.map(({ rule }) => rule as Rule),
    months,
  );
}

/** Pure: how often these rules named each topic in so many months. */
export function frequencies(questions: Question[], rules: Rule[], months: number): HowOften {
  const named = rules.map((rule) => leavesOf(rule));
  const asked = questions.filter(({ kind }) => kind === "grid" || kind === "multiple");
  return Object.fromEntries(asked.map((question) => [question.key, ofQuestion(question, named, months)]));
}

type Leaf = { question: string; row?: string; anyOf: string[] };

/** What a rule asks for; what it leaves out (`not`) is no topic of it. */
function leavesOf(rule: Rule): Leaf[] {
  if ("all" in rule) return rule.all.flatMap(leavesOf);
  if ("any" in rule) return rule.any.flatMap(leavesOf);
  return "anyOf" in rule ? [rule] : [];
}

function ofQuestion(question: Question, named: Leaf[][], months: number): Record<string, number> {
  const { key, kind, rows = [], columns = [], choices = [] } = question;
  const topics = (kind === "grid" ? rows : choices).filter(({ retired }) => !retired);
  const places = columns.filter(({ retired }) => !retired).length;
  const [row, choice] = [todayOf(rows), todayOf(choices)];
  const isOf = (leaf: Leaf, topic: string) =>
    leaf.question === key &&
    (kind === "grid" ? leaf.row !== undefined && row(leaf.row) === topic : leaf.anyOf.map(choice).includes(topic));
  const weigh = (leaves: Leaf[]) => {
    if (kind !== "grid") return leaves.length > 0 ? 1 : 0;
    return Math.min(1, new Set(leaves.flatMap(({ anyOf }) => anyOf)).size / Math.max(1, places));
  };
  return Object.fromEntries(
    topics.map(({ key: topic }) => {
      const times = named.reduce((sum, leaves) => sum + weigh(leaves.filter((leaf) => isOf(leaf, topic))), 0);
      return [topic, Math.round((times / months) * 100) / 100];
    }),
  );
}
