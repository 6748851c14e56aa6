import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events } from "#db/schema/events.ts";
import type { EventState } from "#db/words.ts";
import { now } from "../clock.ts";
import { changeFriendship } from "../followers/friendship.ts";
import type { LineClient } from "../line/client.ts";
import { log } from "../log.ts";
import { unseal } from "../sealing.ts";
import { greet } from "./greet.ts";

type Event = typeof events.$inferSelect;
type Handled = { state: EventState; reason?: string };

/** Handles each event of a call once; what failed for good is marked and does not hold up the others. */
export async function handleEvents(db: Db, line: LineClient, callId: string): Promise<void> {
  const open = await db
    .select()
    .from(events)
    .where(and(eq(events.callId, callId), eq(events.state, "received")))
    .orderBy(asc(events.occurredAt), asc(events.id));
  for (const event of open) {
    const { state, reason } = await handle(db, line, event);
    await db
      .update(events)
      .set({ state, reason, handledAt: now() })
      .where(and(eq(events.id, event.id), eq(events.state, "received")));
  }
}

async function handle(db: Db, line: LineClient, event: Event): Promise<Handled> {
  if (!event.lineUserId) return { state: "ignored" };
  if (event.type === "unfollow") {
    await changeFriendship(db, event.lineUserId, false, event.occurredAt);
    return { state: "handled" };
  }
  if (event.type !== "follow") return { state: "ignored" };
  await changeFriendship(db, event.lineUserId, true, event.occurredAt);
  const greeted = await greet(db, line, replyTokenOf(event));
  if (!greeted) log.warn({ event: event.id }, "greeting not accepted");
  return greeted ? { state: "handled" } : { state: "failed", reason: "greeting not accepted" };
}

function replyTokenOf(event: Event): string | undefined {
  const body = JSON.parse(unseal("event", event.body).toString("utf8")) as { replyToken?: unknown };
  return typeof body.replyToken === "string" ? body.replyToken : undefined;
}
