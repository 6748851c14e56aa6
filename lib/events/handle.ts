import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { events } from "#db/schema/events.ts";
import type { EventState } from "#db/words.ts";
import { type Chatbots, readChatbots } from "../chatbot/destinations.ts";
import { isOurs, replyOwner } from "../chatbot/reply-owner.ts";
import { now } from "../clock.ts";
import { changeFriendship } from "../followers/friendship.ts";
import { keywordReply } from "../greeting/keyword.ts";
import type { KeywordReplies } from "../greeting/schema.ts";
import type { LineClient } from "../line/client.ts";
import { formUrl } from "../line/form-url.ts";
import { log } from "../log.ts";
import { type Message, withFormUrl } from "../messages/schema.ts";
import { unseal } from "../sealing.ts";
import { readSetting } from "../settings/settings.ts";
import { redeemCode } from "../test-recipients/register.ts";
import { greet } from "./greet.ts";
import { readStored, type ToldEvent } from "./read-call.ts";
import { countTaps } from "./taps.ts";
import { hideTakenBack, takeBack } from "./unsend.ts";

type Event = typeof events.$inferSelect & { told: ToldEvent };
type Handled = { state: EventState; reason?: string };
type House = { db: Db; line: LineClient; chatbots: Chatbots; keywords: KeywordReplies };

const atOnce = 8;

/**
 * Handles each event of these calls once. What failed for good is marked; what is to be tried again makes the job come
 * back, after the others were handled.
 */
export async function handleEvents(db: Db, line: LineClient, callIds: string[]): Promise<void> {
  const open = await openEvents(db, callIds);
  const keywords = await readSetting(db, "keywordReplies");
  const house = { db, line, chatbots: await readChatbots(db), keywords };
  const failures: unknown[] = [];
  const isAlone = new Set(open.filter((event) => isSingle(house, event)));
  const people = [...Map.groupBy(isAlone, (event) => event.lineUserId).values()];
  while (people.length > 0) {
    const outcomes = await Promise.all(people.splice(0, atOnce).map((theirs) => handleInTurn(house, theirs)));
    failures.push(...outcomes.flat());
  }
  await countTaps(db, open.filter(isTap));
  await handleTogether(
    db,
    open.filter((event) => !isAlone.has(event) && !isTap(event)),
  );
  if (failures.length > 0) throw failures[0];
}

async function openEvents(db: Db, callIds: string[]): Promise<Event[]> {
  const open = await db
    .select()
    .from(events)
    .where(and(inArray(events.callId, callIds), eq(events.state, "received")))
    .orderBy(asc(events.occurredAt), asc(events.id));
  return open.map((event) => ({ ...event, told: event.body ? readStored(unseal("event", event.body)) : { type: "" } }));
}

/** These change something of one resident, or are answered; all other events are only kept. */
function isSingle(house: House, event: Event): boolean {
  const { type, lineUserId, told } = event;
  if (type === "unsend") return true;
  if (lineUserId === null) return false;
  return type === "follow" || type === "unfollow" || isOurs(told) || keywordAnswer(house, event) !== null;
}

function isTap({ type }: Event): boolean {
  return type === "postback";
}

/** What residents write stays where it is, sealed; unless they have taken it back already. */
async function handleTogether(db: Db, kept: Event[]): Promise<void> {
  if (kept.length === 0) return;
  await hideTakenBack(db, kept);
  await db
    .update(events)
    .set({ state: "ignored", handledAt: now() })
    .where(
      and(
        inArray(
          events.id,
          kept.map((event) => event.id),
        ),
        eq(events.state, "received"),
      ),
    );
}

/** One person's, the older first: of two in the same millisecond the later one holds. Gives back what failed. */
async function handleInTurn(house: House, theirs: Event[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const event of theirs) await handleOne(house, event).catch((error: unknown) => failures.push(error));
  return failures;
}

async function handleOne(house: House, event: Event): Promise<void> {
  const { state, reason } = await outcomeOf(house, event, event.lineUserId ?? "");
  await house.db
    .update(events)
    .set({ state, reason, handledAt: now() })
    .where(and(eq(events.id, event.id), eq(events.state, "received")));
}

async function outcomeOf(house: House, event: Event, lineUserId: string): Promise<Handled> {
  if (event.type === "follow") return welcome(house, event, lineUserId);
  if (event.type === "unsend") return takeBack(house.db, event);
  if (event.type === "message") return answerMessage(house, event, lineUserId);
  await changeFriendship(house.db, lineUserId, false, event.occurredAt);
  return handled;
}

const handled: Handled = { state: "handled" };

/** Greets after unblocking too: the way to the form may be forgotten by then. */
async function welcome({ db, line, chatbots }: House, event: Event, lineUserId: string): Promise<Handled> {
  const isNews = await changeFriendship(db, lineUserId, true, event.occurredAt);
  if (!isNews) return { state: "handled", reason: "older than what we know" };
  if (replyOwner(event.told, chatbots) !== "kairan") return handled;
  if (await greet(db, line, event.told.replyToken!)) return handled;
  log.warn({ event: event.id }, "greeting not accepted");
  return { state: "failed", reason: "greeting not accepted" };
}

/** Of what people write, a test recipient's code is ours to answer, and a keyword where the city has set one. */
function answerMessage(house: House, event: Event, lineUserId: string): Promise<Handled> {
  return isOurs(event.told) ? register(house, event, lineUserId) : replyToKeyword(house, event);
}

/** What is said to a keyword, while the reply is ours. */
function keywordAnswer({ chatbots, keywords }: House, { type, told }: Event): Message[] | null {
  if (type !== "message" || replyOwner(told, chatbots) !== "kairan") return null;
  return keywordReply(told.message?.text, keywords);
}

/** Its words stay among what residents wrote. Tried once: what comes too late is not worth a push. */
async function replyToKeyword(house: House, event: Event): Promise<Handled> {
  await hideTakenBack(house.db, [event]);
  const messages = withFormUrl(keywordAnswer(house, event)!, formUrl());
  const body = JSON.stringify({ replyToken: event.told.replyToken, messages });
  const { status } = await house.line.post("/v2/bot/message/reply", body);
  if (status !== 200) log.warn({ event: event.id, status }, "keyword reply not accepted");
  return { state: "ignored", reason: status === 200 ? "keyword answered" : "keyword reply not accepted" };
}

async function register({ db, line, chatbots }: House, event: Event, lineUserId: string): Promise<Handled> {
  const { message, replyToken } = event.told;
  const name = await redeemCode(db, lineUserId, message?.text ?? "");
  if (name === null) return { state: "ignored" };
  const text = `「${name}」さんをテスト配信先に登録しました。テスト配信には【テスト】と付きます。`;
  const body = JSON.stringify({ replyToken, messages: [{ type: "text", text }] });
  if (replyOwner(event.told, chatbots) === "kairan") await line.post("/v2/bot/message/reply", body);
  return handled;
}
