import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { Invalid, parse } from "../errors.ts";
import { type Setting, settingShapes } from "./schema.ts";
import { writeSetting } from "./settings.ts";

/** Which broadcasts a second person must approve from now on. What waits already still waits. */
export async function setApproval(db: Db, actor: Actor, input: unknown): Promise<Setting<"approval">> {
  must(actor, "settings", "edit");
  const approval = parse(settingShapes.approval.removeDefault(), input);
  if (approval.enabled && !approval.everyone && approval.audienceOver === null)
    throw new Invalid([{ path: ["audienceOver"], message: "承認が必要な配信を、どちらか1つ以上選んでください。" }]);
  await db.transaction(async (tx) => {
    await writeSetting(tx, "approval", approval);
    await record(tx, actor, "settings.approval", "settings:approval", approval);
  });
  return approval;
}
