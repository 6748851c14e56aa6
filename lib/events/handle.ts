import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events } from "#db/schema/events.ts";
import type { EventState } from "#db/words.ts";
import { now } from "../clock.ts";
import { changeFriendship } from "../followers/friendship.ts";
import type { LineClient } from "../line/client.ts";
import { log } from "../log.ts";
import { unseal } from "../sealing.ts";
import { redeemCode } from "../test-recipients/register.ts";
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
  if (!event.lineUserId) return ignored;
  if (event.type === "follow") return welcome(db, line, event, event.lineUserId);
  if (event.type === "message") return listen(db, line, event, event.lineUserId);
  if (event.type !== "unfollow") return ignored;
  await changeFriendship(db, event.lineUserId, false, event.occurredAt);
  return handled;
}

const handled: Handled = { state: "handled" };
const ignored: Handled = { state: "ignored" };

async function welcome(db: Db, line: LineClient, event: Event, lineUserId: string): Promise<Handled> {
  await changeFriendship(db, lineUserId, true, event.occurredAt);
  const greeted = await greet(db, line, openBody(event).replyToken);
  if (greeted) return handled;
  log.warn({ event: event.id }, "greeting not accepted");
  return { state: "failed", reason: "greeting not accepted" };
}

/** Of what people write, only a test recipient's code is ours to answer. */
async function listen(db: Db, line: LineClient, event: Event, lineUserId: string): Promise<Handled> {
  const { message, replyToken } = openBody(event);
  const name = message?.text ? await redeemCode(db, lineUserId, message.text) : null;
  if (name === null) return ignored;
  const text = `「${name}」さんをテスト配信先に登録しました。テスト配信には【テスト】と付きます。`;
  await line.post("/v2/bot/message/reply", JSON.stringify({ replyToken, messages: [{ type: "text", text }] }));
  return handled;
}

type Body = { replyToken?: string; message?: { text?: string } };

function openBody(event: Event): Body {
  return JSON.parse(unseal("event", event.body).toString("utf8")) as Body;
}
