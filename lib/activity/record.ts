import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import { activities } from "#db/schema/activity.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";
import { stampOf } from "./stamp.ts";

/**
 * The last line of a verb, inside its transaction: who did what to what.
 * Residents are not recorded: their own settings are their own business.
 * @param detail ids, counts and settings; never message text of residents
 */
export async function record(
  tx: Db,
  actor: Actor,
  action: string,
  subject: string,
  detail: object = {},
): Promise<void> {
  if (actor.kind === "follower") return;
  const row = { id: randomUUID(), at: now(), actor, action, subject, detail };
  const said = { ...row, at: inMicroseconds(row.at), actor: JSON.stringify(actor), detail: JSON.stringify(detail) };
  await tx.insert(activities).values({ ...row, stamp: stampOf(said) });
}

/** As the database writes moments: it could keep more digits than our clock has. */
function inMicroseconds(at: Date): string {
  return at.toISOString().replace("Z", "000Z");
}
