import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { forwardings } from "#db/schema/events.ts";
import type { Destination } from "./destinations.ts";

/** The channel on which the forwarder hears, at commit, that a call waits for it. */
export const forwarderChannel = "kairan_forwardings";

export type Due = { callId: string; receivedAt: Date; untilFor: Date };

/** Has these calls handed to each chatbot; written with the calls themselves, in the caller's transaction. */
export async function enqueueForwardings(tx: Db, due: Due[], destinations: Destination[]): Promise<void> {
  const rows = due.flatMap(({ callId, receivedAt, untilFor }) =>
    destinations.map(({ name }) => ({
      ...{ callId, destination: name, state: "pending" as const },
      ...{ nextFor: receivedAt, untilFor },
    })),
  );
  if (rows.length === 0) return;
  await tx.insert(forwardings).values(rows).onConflictDoNothing();
  await tx.execute(sql`select pg_notify(${forwarderChannel}, '')`);
}
