import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import { activities } from "#db/schema/staff.ts";
import type { Actor } from "../actor.ts";
import { now } from "../clock.ts";

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
  await tx.insert(activities).values({ id: randomUUID(), at: now(), actor, action, subject, detail });
}
