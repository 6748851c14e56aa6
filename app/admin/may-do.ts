import type { Staff } from "#app/session.ts";
import type { Permission } from "#db/words.ts";
import { must } from "#lib/actor.ts";
import { Forbidden } from "#lib/errors.ts";

/** Whether a button is worth showing. The verb behind it asks again. */
export function mayDo(staff: Staff, permission: Permission): boolean {
  try {
    must(staff, permission);
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}
