import { isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { segments } from "#db/schema/segments.ts";
import type { Rule } from "./schema.ts";

/** One condition of a rule: the question it asks, and which of its parts it names; a range of numbers names none. */
export type Named = { question: string; row?: string; options: string[] };

export type SavedSegment = { key: string; name: string; rule: Rule };

/** Every part of the form that a rule speaks of. */
export function namedIn(rule: Rule): Named[] {
  if ("all" in rule) return rule.all.flatMap(namedIn);
  if ("any" in rule) return rule.any.flatMap(namedIn);
  if ("not" in rule) return namedIn(rule.not);
  if (!("question" in rule)) return [];
  return [{ question: rule.question, ...("anyOf" in rule ? { row: rule.row, options: rule.anyOf } : { options: [] }) }];
}

/** For verbs that have asked for permission already. */
export async function savedSegments(db: Db): Promise<SavedSegment[]> {
  const rows = await db.select().from(segments).where(isNull(segments.retiredAt)).orderBy(segments.name);
  return rows.map(({ key, name, rule }) => ({ key, name, rule: rule as Rule }));
}
