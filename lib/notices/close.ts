import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { notices } from "#db/schema/settings.ts";
import { now } from "../clock.ts";

/** The cause is gone by itself: what comes after is told anew. */
export async function closeNotice(tx: Db, cause: string): Promise<void> {
  await tx
    .update(notices)
    .set({ resolvedAt: now() })
    .where(and(eq(notices.cause, cause), isNull(notices.resolvedAt)));
}
