import type { Db } from "#db/client.ts";
import { segments } from "#db/schema/segments.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { now } from "../clock.ts";
import { Invalid, parse } from "../errors.ts";
import { currentForm } from "../preferences/form.ts";
import { checkRule } from "./check.ts";
import { freeKey } from "./key.ts";
import { NewSegment, type SegmentDefinition } from "./schema.ts";

/** Saves a new rule. A key that was ever in use is refused: what it named before would change its meaning. */
export async function createSegment(db: Db, actor: Actor, input: unknown): Promise<SegmentDefinition> {
  must(actor, "segments", "edit");
  const wanted = parse(NewSegment, input);
  checkRule((await currentForm(db)).questions, wanted.rule);
  return db.transaction(async (tx) => {
    const segment = { ...wanted, key: wanted.key ?? freeKey(wanted.rule, await keysEverUsed(tx)) };
    const [created] = await tx
      .insert(segments)
      .values({ ...segment, updatedAt: now() })
      .onConflictDoNothing()
      .returning({ key: segments.key });
    if (!created) throw new Invalid([{ path: ["key"], message: taken }]);
    await record(tx, actor, "segment.create", `segment:${segment.key}`, { name: segment.name });
    return segment;
  });
}

const taken = "このキーはすでに使われています（使用をやめたものを含みます）。別のキーにしてください。";

async function keysEverUsed(tx: Db): Promise<Set<string>> {
  return new Set((await tx.select({ key: segments.key }).from(segments)).map(({ key }) => key));
}
