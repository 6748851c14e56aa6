import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events, forwardings, webhookCalls } from "#db/schema/events.ts";
import type { EventState } from "#db/words.ts";

type Kept = { id: number; callId: string; messageId: string | null };

/** A resident took a message back: what it said goes, from its event and from the call's bytes. */
export async function takeBack(db: Db, { messageId }: Kept): Promise<{ state: EventState }> {
  if (messageId === null) return { state: "ignored" };
  const written = await db
    .select({ id: events.id, callId: events.callId, messageId: events.messageId })
    .from(events)
    .where(and(eq(events.messageId, messageId), ne(events.type, "unsend")));
  await hide(db, written);
  return { state: "handled" };
}

/** Hides, of these, what was taken back before it came: webhooks come in any order. */
export async function hideTakenBack(db: Db, written: Kept[]): Promise<void> {
  const ids = written.flatMap(({ messageId }) => messageId ?? []);
  if (ids.length === 0) return;
  const unsent = await db
    .select({ messageId: events.messageId })
    .from(events)
    .where(and(inArray(events.messageId, ids), eq(events.type, "unsend")));
  const takenBack = new Set(unsent.map((event) => event.messageId));
  await hide(
    db,
    written.filter((event) => takenBack.has(event.messageId)),
  );
}

/** The call's bytes are needed until its chatbots have them: then the job comes back. */
async function hide(db: Db, written: Kept[]): Promise<void> {
  if (written.length === 0) return;
  const [ids, callIds] = [written.map((event) => event.id), written.map((event) => event.callId)];
  await db.update(events).set({ body: null, reason: "taken back" }).where(inArray(events.id, ids));
  const open = and(inArray(forwardings.callId, callIds), isNull(forwardings.finishedAt));
  if ((await db.$count(forwardings, open)) > 0) throw new Error("taken back while it is being forwarded");
  await db.update(webhookCalls).set({ raw: null }).where(inArray(webhookCalls.id, callIds));
}
