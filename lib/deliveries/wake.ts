import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** The channel on which the sender hears, at commit, that something may be sent or no longer. */
export const senderChannel = "kairan_deliveries";

export async function wakeSender(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${senderChannel}, '')`);
}
