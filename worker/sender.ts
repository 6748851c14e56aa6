import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "#db/client.ts";
import { type Claimed, createClaims } from "#lib/deliveries/claim.ts";
import { finishAllDone } from "#lib/deliveries/finish.ts";
import { giveBackUnsent, giveBackUnsettled, haltedAmong, takeUpUnfinished } from "#lib/deliveries/give-back.ts";
import { sendDelivery } from "#lib/deliveries/send.ts";
import type { LineClient } from "#lib/line/client.ts";
import { log } from "#lib/log.ts";
import { createBell } from "./bell.ts";
import { createLanes } from "./lanes.ts";
import type { Term } from "./leadership.ts";
import { createLedger } from "./ledger.ts";
import { createTokenBucket } from "./token-bucket.ts";
import { createUnderWay } from "./under-way.ts";

const inFlightAtMost = 96;
/** Kept free for what is urgent, for when LINE answers slowly and everything else is stuck. */
const inFlightForUrgent = 16;
/** A third of a second ahead, so that a slow answer of the database does not leave LINE waiting. */
const claimedAheadOf = (rate: number) => Math.min(256, Math.max(64, Math.ceil(rate / 3)));
const lookAgainMs = 500;
const settleAgainMs = 5000;
const drainMs = 2000;

/**
 * The one voice towards LINE for a term: claims deliveries ahead, keeps many requests in flight at an even rate, and
 * writes acceptances down in groups. Returns when the term is over; throws when the database fails it.
 */
export async function runSender({ db }: Client, line: LineClient, rate: number, term: Term): Promise<void> {
  const bucket = createTokenBucket(rate);
  const claimedAhead = claimedAheadOf(rate);
  const waiting = createLanes<Claimed>();
  const [toClaim, toSend] = [createBell(), createBell()];
  const claims = createClaims(term.db, db);
  const over = new AbortController();
  const ledger = createLedger(db, fail);
  const underWay = createUnderWay(ledger.quiet);
  const inFlight = new Set<Promise<void>>();
  let failure: unknown;

  term.signal.addEventListener("abort", end);
  if (term.signal.aborted) end();
  term.onWake(toClaim.ring);
  try {
    await answered(takeUpUnfinished(term.db));
    await answered(finishAllDone(db));
    await Promise.all([claiming().catch(fail), sending().catch(fail)]);
  } finally {
    term.signal.removeEventListener("abort", end);
    await Promise.race([Promise.all(inFlight), sleep(drainMs, undefined, { ref: false })]);
    await ledger.close();
  }
  if (failure && !term.signal.aborted) throw failure;

  async function claiming(): Promise<void> {
    while (leading()) {
      await answered(dropHalted());
      const room = claimedAhead - waiting.size();
      const full = room < claimedAhead / 2;
      const claimed = await answered(
        full
          ? claims.claim(claimedAhead, ["urgent", "test"], waiting.throttled())
          : claims.claim(room, ["urgent", "test", "normal"], waiting.throttled()),
      );
      claimed.forEach(take);
      if (claimed.length > 0) toSend.ring();
      if (full || claimed.length < room) await toClaim.rung(lookAgainMs);
    }
  }

  function take(delivery: Claimed): void {
    underWay.begin(delivery.broadcastId);
    waiting.put(delivery);
  }

  async function dropHalted(): Promise<void> {
    const halted = await haltedAmong(db, waiting.broadcasts());
    const dropped = waiting.drop(halted);
    for (const { broadcastId } of dropped) underWay.end(broadcastId);
    await giveBackUnsent(db, dropped);
  }

  async function sending(): Promise<void> {
    while (leading()) {
      const waitMs = Math.max(waiting.readyIn(), bucket.wait());
      if (waitMs > 0 || !hasRoom()) await toSend.rung(Math.min(waitMs || lookAgainMs, lookAgainMs));
      else sendNext();
    }
  }

  function hasRoom(): boolean {
    return inFlight.size < inFlightAtMost - (waiting.hasUrgent() ? 0 : inFlightForUrgent);
  }

  function sendNext(): void {
    const delivery = waiting.next();
    if (!delivery) return;
    bucket.take();
    if (waiting.size() <= claimedAhead / 2) toClaim.ring();
    const sent = send(delivery).finally(() => {
      inFlight.delete(sent);
      underWay.end(delivery.broadcastId);
      toSend.ring();
    });
    inFlight.add(sent);
  }

  async function send(delivery: Claimed): Promise<void> {
    try {
      const accepted = await sendDelivery(db, line, delivery, bucket.holdFor);
      if (accepted) ledger.accept(accepted);
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, "could not write down what came of a delivery");
      await giveBackUnsettled(db, delivery, settleAgainMs).catch(fail);
    }
  }

  function leading(): boolean {
    return !over.signal.aborted && term.holds();
  }

  /** The database's answer, or the end of the term: a dead connection never answers. */
  function answered<Result>(answer: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(new Error("the term is over"));
      if (over.signal.aborted) stop();
      over.signal.addEventListener("abort", stop, { once: true });
      answer.then(resolve, reject).finally(() => over.signal.removeEventListener("abort", stop));
    });
  }

  function fail(error: unknown): void {
    failure ??= error;
    end();
  }

  function end(): void {
    over.abort();
    toClaim.ring();
    toSend.ring();
  }
}
