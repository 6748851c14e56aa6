import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { segments } from "#db/schema/segments.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Conflict, NotFound, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import { checkRule } from "./check.ts";
import { countPlaces, SegmentDefinition } from "./schema.ts";
import { segmentUse } from "./use.ts";

/** Saves a rule under its key; the key of an existing one changes it everywhere it is used. */
export async function saveSegment(db: Db, actor: Actor, input: unknown): Promise<SegmentDefinition> {
  must(actor, "segments", "edit");
  const segment = parse(SegmentDefinition, input);
  checkRule((await currentForm(db)).questions, segment.rule);
  const { key, ...rest } = segment;
  const row = { ...rest, updatedAt: now(), retiredAt: null };
  await db.transaction(async (tx) => {
    await tx
      .insert(segments)
      .values({ key, ...row })
      .onConflictDoUpdate({ target: segments.key, set: row });
    await record(tx, actor, "segment.save", `segment:${key}`, { name: segment.name });
  });
  return segment;
}

/** One saved rule in use. */
export async function readSegment(db: Db, actor: Actor, key: string): Promise<SegmentDefinition> {
  must(actor, "segments", "view");
  const [row] = await db
    .select()
    .from(segments)
    .where(and(eq(segments.key, key), isNull(segments.retiredAt)));
  if (!row) throw new NotFound("この配信グループはありません。");
  return { key, name: row.name, rule: row.rule as SegmentDefinition["rule"] };
}

/** Takes a segment out of use, unless something still relies on it. */
export async function retireSegment(db: Db, actor: Actor, key: string): Promise<void> {
  must(actor, "segments", "edit");
  await db.transaction(async (tx) => {
    if (countPlaces(await segmentUse(tx, actor, key)) > 0)
      throw new Conflict("この配信グループは転送ルールか予約中の配信で使われています。先にそちらを変更してください。");
    const [retired] = await tx
      .update(segments)
      .set({ retiredAt: now() })
      .where(and(eq(segments.key, key), isNull(segments.retiredAt)))
      .returning({ key: segments.key });
    if (!retired) throw new NotFound("この配信グループはありません。");
    await record(tx, actor, "segment.retire", `segment:${key}`);
  });
}
