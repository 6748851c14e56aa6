import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { createGroup, type Group } from "../events/group.ts";
import { log } from "../log.ts";
import { closeNotice } from "../notices/close.ts";
import { notify } from "../notices/notify.ts";
import { type Breaker, createBreaker } from "./breaker.ts";
import { type Claimed, claimForwardings } from "./claim.ts";
import { type Destination, readChatbots } from "./destinations.ts";
import { answerWithinMs, closeForwardings } from "./late.ts";
import { isWell, outcomeOf } from "./outcome.ts";
import { type Answer, postCall } from "./post.ts";
import { type Settled, settleForwardings } from "./settle.ts";

export type Forwarder = {
  /** Posts what is ready, without waiting for answers. */
  forwardReady: () => Promise<void>;
  /** Waits a moment for what is under way. */
  close: () => Promise<void>;
};

/** What we know of one chatbot while this process lives. */
type Chatbot = { breaker: Breaker; inFlight: Set<Promise<void>> };
type House = { db: Db; settling: Group<Settled>; chatbots: Map<string, Chatbot> };

const lookEveryMs = 1000;
const farewellMs = 3000;
const settleTurns = 8;
const settleAgainMs = 1000;
const limits = { lingerMs: 2, weightAtMost: 200, weigh: () => 1 };

/** @param wake called when there may be more to post */
export function createForwarder(db: Db, wake: () => void): Forwarder {
  const settling = createGroup<Settled>((settled) => settleForwardings(db, settled), limits);
  const house: House = { db, settling, chatbots: new Map() };
  let destinations: Destination[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    forwardReady: async () => {
      if (performance.now() - lookedAt > lookEveryMs) {
        destinations = (await readChatbots(db)).destinations;
        await closeForwardings(db, namesOf(destinations));
        lookedAt = performance.now();
      }
      await Promise.all(destinations.map((to) => postReady(house, to, wake)));
    },
    close: async () => {
      const open = [...house.chatbots.values()].flatMap(({ inFlight }) => [...inFlight]);
      await Promise.race([Promise.all(open), sleep(farewellMs, undefined, { ref: false })]);
    },
  };
}

function namesOf(destinations: Destination[]): string[] {
  return destinations.map((one) => one.name);
}

async function postReady(house: House, to: Destination, wake: () => void): Promise<void> {
  const chatbot = chatbotOf(house, to.name);
  const room = chatbot.breaker.room(chatbot.inFlight.size);
  if (room === 0) return;
  const claimed = await claimForwardings(house.db, to.name, room);
  for (const call of claimed) {
    const posted = post(house, to, chatbot, call).finally(() => {
      chatbot.inFlight.delete(posted);
      if (claimed.length === room) wake();
    });
    chatbot.inFlight.add(posted);
  }
}

function chatbotOf({ chatbots }: House, name: string): Chatbot {
  const chatbot = chatbots.get(name) ?? { breaker: createBreaker(), inFlight: new Set<Promise<void>>() };
  chatbots.set(name, chatbot);
  return chatbot;
}

async function post(house: House, to: Destination, chatbot: Chatbot, call: Claimed): Promise<void> {
  try {
    const { raw } = call;
    const answer = raw ? await postCall(to, { ...call, raw }, answerWithinMs) : takenBack;
    await settle(house, { id: call.id, ...outcomeOf(answer, call, now()) });
    await watch(house.db, to, chatbot.breaker, answer);
  } catch (error) {
    log.error({ err: error, forwarding: call.id }, "could not write down what came of a forwarding");
  }
}

/** The database may be restarting; what the chatbot has must not be written down as unknown for that. */
async function settle({ settling }: House, settled: Settled): Promise<void> {
  for (let turn = 1; turn < settleTurns; turn++) {
    const written = await settling.add(settled).then(
      () => true,
      () => false,
    );
    if (written) return;
    await sleep(settleAgainMs);
  }
  await settling.add(settled);
}

const takenBack: Answer = { kind: "forbidden", reason: "taken back", tookMs: 0 };

/** Staff hear once that a chatbot is ill; that it is well again closes the notice. */
async function watch(db: Db, { name }: Destination, breaker: Breaker, answer: Answer): Promise<void> {
  if (answer === takenBack) return;
  const cause = downCause(name);
  if (isWell(answer)) {
    if (breaker.succeeded()) await closeNotice(db, cause);
  } else if (breaker.failed()) await notify(db, { cause, ...illness(name, answer) });
}

/** Under which cause staff are told that this chatbot does not answer. */
export function downCause(name: string): string {
  return `chatbot.down:${name}`;
}

function illness(name: string, answer: Answer) {
  const seen = answer.kind === "status" ? `HTTP ${answer.status}` : answer.reason;
  return {
    title: `チャットボット「${name}」が応答しません（${seen}）`,
    advice:
      "チャットボットの提供元に状況を確認してください。5秒ごとに再接続を試み、回復すれば転送は自動で再開します。その間に届いた問い合わせのうち、約1分で回復しなかったものは転送されません。",
  };
}
