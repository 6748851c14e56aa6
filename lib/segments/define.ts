import { and, asc, isNull, notInArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { segments } from "#db/schema/segments.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Invalid, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import { checkRule } from "./check.ts";
import { SegmentDefinition } from "./schema.ts";

/** The saved rules in use, by name. */
export async function listSegments(db: Db, actor: Actor): Promise<SegmentDefinition[]> {
  must(actor, "segments", "view");
  const rows = await db.select().from(segments).where(isNull(segments.retiredAt)).orderBy(asc(segments.name));
  return rows.map(({ key, name, rule }) => ({ key, name, rule }) as SegmentDefinition);
}

/** Makes exactly these the saved rules: others are retired, and come back when named again. */
export async function defineSegments(tx: Db, actor: Actor, input: unknown): Promise<void> {
  must(actor, "segments", "edit");
  const definitions = parse(z.array(SegmentDefinition), input);
  refuseDoubles(definitions);
  const { questions } = await currentForm(tx);
  for (const [index, { rule }] of definitions.entries()) checkRule(questions, rule, [index, "rule"]);
  for (const { key, name, rule } of definitions) {
    const row = { name, rule, updatedAt: now(), retiredAt: null };
    await tx
      .insert(segments)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: segments.key, set: row });
  }
  const kept = definitions.map((definition) => definition.key);
  await tx
    .update(segments)
    .set({ retiredAt: now() })
    .where(and(isNull(segments.retiredAt), kept.length > 0 ? notInArray(segments.key, kept) : undefined));
  await record(tx, actor, "segments.define", "segments", { keys: kept });
}

function refuseDoubles(definitions: SegmentDefinition[]): void {
  const keys = definitions.map((definition) => definition.key);
  const double = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (double >= 0) throw new Invalid([{ path: [double, "key"], message: `キー「${keys[double]}」が重複しています。` }]);
}
