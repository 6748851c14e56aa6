import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { writtenHeads } from "#db/schema/activity.ts";
import { databaseName, type Head, isSignedByUs, toHead } from "./heads.ts";

/** The head that this database says was written last; one that we did not sign is none. */
export async function newestWritten(db: Db): Promise<Head | undefined> {
  const [row] = await db.select().from(writtenHeads).where(eq(writtenHeads.database, databaseName()));
  const head = toHead(row?.head);
  return head && isSignedByUs(head) ? head : undefined;
}

/** One process at a time writes heads, so that each names the one before it. */
export async function takeTurnToWrite(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(7106)`);
}

export async function noteWritten(tx: Db, head: Head): Promise<void> {
  const { database } = head;
  await tx
    .insert(writtenHeads)
    .values({ database, head })
    .onConflictDoUpdate({ target: writtenHeads.database, set: { head } });
}
