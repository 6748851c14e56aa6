import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "#db/client.ts";
import { type Claimed, claimDeliveries, expireDeliveries, takeUpUnfinished } from "#lib/deliveries/claim.ts";
import { finishIfDone } from "#lib/deliveries/finish.ts";
import { sendDelivery } from "#lib/deliveries/send.ts";
import { type Accepted, settleAccepted } from "#lib/deliveries/settle.ts";
import { senderChannel } from "#lib/deliveries/wake.ts";
import type { LineClient } from "#lib/line/client.ts";
import { log } from "#lib/log.ts";
import { createLanes } from "./lanes.ts";
import { createTokenBucket } from "./token-bucket.ts";

const inFlightAtMost = 64;
const claimAtOnce = 64;
const lookAgainMs = 500;
const writeDownMs = 20;

/**
 * The one voice towards LINE, run only while this process leads: claims deliveries, keeps many requests in flight at
 * an even rate, and writes acceptances down in groups. Returns when `signal` aborts or the database fails it.
 */
export async function runSender(
  { db, sql }: Client,
  line: LineClient,
  rate: number,
  signal: AbortSignal,
): Promise<void> {
  const bucket = createTokenBucket(rate);
  const waiting = createLanes<Claimed>();
  const bell = createBell();
  const ledger = createLedger(db, bell.ring);
  let inFlight = 0;
  let mayBeMore = true;

  await takeUpUnfinished(db);
  const listening = await sql.listen(senderChannel, () => {
    mayBeMore = true;
    bell.ring();
  });
  signal.addEventListener("abort", bell.ring);
  const lookAgain = setInterval(() => {
    mayBeMore = true;
    bell.ring();
  }, lookAgainMs);

  try {
    while (!signal.aborted) {
      ledger.check();
      if (mayBeMore && waiting.size() < claimAtOnce) mayBeMore = await claimMore();
      await sendWaiting();
      await bell.rung();
    }
  } finally {
    clearInterval(lookAgain);
    await listening.unlisten().catch(() => {});
    await ledger.close();
  }

  async function claimMore(): Promise<boolean> {
    const claimed = await claimDeliveries(db, claimAtOnce);
    claimed.forEach(waiting.put);
    if (claimed.length > 0) bell.ring();
    return claimed.length === claimAtOnce;
  }

  async function sendWaiting(): Promise<void> {
    while (waiting.size() > 0 && inFlight < inFlightAtMost && !signal.aborted) {
      const waitMs = bucket.take();
      if (waitMs > 0) {
        await Promise.race([sleep(waitMs), bell.rungOnce()]);
        if (mayBeMore && waiting.size() < claimAtOnce) return bell.ring();
        continue;
      }
      void send(waiting.next()!);
    }
  }

  async function send(delivery: Claimed): Promise<void> {
    inFlight += 1;
    try {
      const sent = await sendDelivery(db, line, delivery);
      if ("accepted" in sent) ledger.accept(delivery.broadcastId, sent.accepted);
      else ledger.touch(delivery.broadcastId);
      if ("slowDownMs" in sent) bucket.holdFor(sent.slowDownMs);
    } catch (error) {
      ledger.fail(error);
    } finally {
      inFlight -= 1;
      bell.ring();
    }
  }
}

/** Expiry is the sweep's business, but it belongs to the same room: a delivery too old to repeat is left to a person. */
export async function sweepDeliveries({ db }: Client): Promise<void> {
  await finishIfDone(db, await expireDeliveries(db));
}

/** Something to wait for: rings that came before the wait are not lost. */
function createBell() {
  let rang = false;
  let waiters: (() => void)[] = [];
  const ring = () => {
    rang = true;
    const awake = waiters;
    waiters = [];
    for (const wake of awake) wake();
  };
  const rungOnce = () => new Promise<void>((resolve) => waiters.push(resolve));
  const rung = async () => {
    if (!rang) await rungOnce();
    rang = false;
  };
  return { ring, rung, rungOnce };
}

/** Collects acceptances and writes them down a few times a second in one statement each. */
function createLedger(db: Client["db"], ring: () => void) {
  let accepted: Accepted[] = [];
  let touched = new Set<string>();
  let failure: unknown;
  let writing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => void flush(), writeDownMs);
  return {
    accept(broadcastId: string, one: Accepted) {
      accepted.push(one);
      touched.add(broadcastId);
    },
    touch: (broadcastId: string) => void touched.add(broadcastId),
    fail(error: unknown) {
      failure ??= error;
      ring();
    },
    check() {
      if (failure) throw failure;
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };

  function flush(): Promise<void> {
    if (accepted.length === 0 && touched.size === 0) return writing;
    const [batch, ids] = [accepted, [...touched]];
    accepted = [];
    touched = new Set();
    writing = writing
      .then(() => writeDown(batch, ids))
      .catch((error) => {
        failure ??= error;
        ring();
      });
    return writing;
  }

  async function writeDown(batch: Accepted[], broadcastIds: string[]): Promise<void> {
    if (batch.length > 0) await settleAccepted(db, batch);
    await finishIfDone(db, broadcastIds);
    log.debug({ accepted: batch.length }, "written down");
  }
}
