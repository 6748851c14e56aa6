import { and, eq, type SQL } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { broadcasts } from "#db/schema/broadcasts.ts";
import { type Actor, departmentOf } from "../actor.ts";
import { isUuid, NotFound } from "../errors.ts";
import type { Broadcast } from "./compose.ts";

/** Whose broadcasts the actor sees and handles: staff of a department its own, everybody else all. */
export function visibleTo(actor: Actor): SQL | undefined {
  const department = departmentOf(actor);
  return department === null ? undefined : eq(broadcasts.departmentId, department);
}

/** The broadcast, if there is one for this actor; another department's is not told apart from none. */
export async function findBroadcast(db: Db, actor: Actor, id: string): Promise<Broadcast> {
  const which = and(eq(broadcasts.id, id), visibleTo(actor));
  const [broadcast] = isUuid(id) ? await db.select().from(broadcasts).where(which) : [];
  if (!broadcast) throw noSuchBroadcast();
  return broadcast;
}

/** The same, locked until the transaction ends, for a verb that judges before it changes. */
export async function lockBroadcast(tx: Db, actor: Actor, id: string): Promise<Broadcast> {
  const which = and(eq(broadcasts.id, id), visibleTo(actor));
  const [broadcast] = isUuid(id) ? await tx.select().from(broadcasts).where(which).for("update") : [];
  if (!broadcast) throw noSuchBroadcast();
  return broadcast;
}

function noSuchBroadcast(): NotFound {
  return new NotFound("この配信はありません。");
}
