import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { settings } from "#db/schema/settings.ts";
import { now } from "../clock.ts";
import { type Setting, type SettingName, settingShapes } from "./schema.ts";

export async function readSetting<Name extends SettingName>(db: Db, name: Name): Promise<Setting<Name>> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name));
  return settingShapes[name].parse(row?.value ?? undefined) as Setting<Name>;
}

export async function writeSetting<Name extends SettingName>(tx: Db, name: Name, value: Setting<Name>): Promise<void> {
  if (value === undefined || value === null) {
    await tx.delete(settings).where(eq(settings.name, name));
    return;
  }
  await tx
    .insert(settings)
    .values({ name, value, updatedAt: now() })
    .onConflictDoUpdate({ target: settings.name, set: { value, updatedAt: now() } });
}
