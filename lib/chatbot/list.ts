import { desc, eq, getTableColumns, notInArray } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { forwardings, webhookCalls } from "#db/schema/events.ts";
import { type Actor, must } from "../actor.ts";
import { parse } from "../errors.ts";
import { ForwardingPage } from "./schema.ts";

export type ListedForwarding = Omit<typeof forwardings.$inferSelect, "callId" | "nextFor" | "untilFor"> & {
  receivedAt: Date;
};

/** What became of LINE's calls at the chatbots, the latest first. What the calls said is not told. */
export async function listForwardings(db: Db, actor: Actor, input: unknown = {}): Promise<ListedForwarding[]> {
  must(actor, "settings", "view");
  const { troubled, limit, offset } = parse(ForwardingPage, input);
  const { callId, nextFor: _n, untilFor: _u, ...shown } = getTableColumns(forwardings);
  return db
    .select({ ...shown, receivedAt: webhookCalls.receivedAt })
    .from(forwardings)
    .innerJoin(webhookCalls, eq(webhookCalls.id, callId))
    .where(troubled ? isTroubled : undefined)
    .orderBy(desc(forwardings.id))
    .limit(limit)
    .offset(offset);
}

const isTroubled = notInArray(forwardings.state, ["pending", "sending", "forwarded"]);
