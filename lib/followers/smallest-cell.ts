import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { settingShapes } from "../settings/schema.ts";
import { writeSetting } from "../settings/settings.ts";

/** Below how many people analysis shows no number. */
export async function saveSmallestCell(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "settings", "edit");
  const smallest = parse(settingShapes.smallestCell.removeDefault(), input);
  await db.transaction(async (tx) => {
    await writeSetting(tx, "smallestCell", smallest);
    await record(tx, actor, "smallest-cell.save", "settings", { smallest });
  });
  return smallest;
}
