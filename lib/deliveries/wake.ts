import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

/** The channel on which the sender hears, at commit, that there is something to send. */
export const senderChannel = "kairan_deliveries";

export async function wakeSender(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${senderChannel}, '')`);
}
