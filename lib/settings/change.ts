import type { Db } from "#db/client.ts";
import { record } from "../activity/record.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { type Setting, type SettingName, settingShapes } from "./schema.ts";
import { readSetting, writeSetting } from "./settings.ts";

/** Changes one setting; what it was stands in the activity log beside what it became. */
export async function changeSetting<Name extends SettingName>(
  db: Db,
  actor: Actor,
  name: Name,
  value: unknown,
): Promise<void> {
  must(actor, "settings", "edit");
  const after = parse<Setting<Name>>(settingShapes[name] as never, value);
  await db.transaction(async (tx) => {
    const before = await readSetting(tx, name);
    await writeSetting(tx, name, after);
    await record(tx, actor, "setting.change", `setting:${name}`, { before, after });
  });
}
