import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import type { LineAnswer, LineClient } from "../line/client.ts";
import { isQuotaUsedUp } from "../line/quota.ts";
import { log } from "../log.ts";
import type { Claimed } from "./claim.ts";
import { allRefused, type Cause, hold, messagesRefused, notAllowed, quotaUsedUp, refusalsPileUp } from "./hold.ts";
import { backoffMs, isBeyondSplitting, judge } from "./outcome.ts";
import { type Accepted, settleBadRecipient, settleRefused, settleRetry } from "./settle.ts";

export type SlowDown = (ms: number) => void;

/**
 * One API call and what it means. Acceptances are returned, for the sender to write down many at once; everything
 * else is settled here, and null is returned.
 */
export async function sendDelivery(
  db: Db,
  line: LineClient,
  delivery: Claimed,
  slowDown: SlowDown,
): Promise<Accepted | null> {
  const askedAt = now();
  const answer = await line.post(`/v2/bot/message/${delivery.call}`, delivery.body, delivery.retryKey);
  const outcome = judge(answer, delivery.attempts);
  if (outcome.kind === "accepted")
    return { id: delivery.id, statusCode: answer.status, requestId: answer.acceptedRequestId ?? answer.requestId };
  log.warn(
    { delivery: delivery.id, status: answer.status, requestId: answer.requestId, outcome: outcome.kind },
    "not accepted",
  );
  if (outcome.kind === "slow_down")
    await waitOrHold(db, line, { delivery, answer, askedAt }, outcome.afterMs, slowDown);
  else if (outcome.kind === "retry") await settleRetry(db, delivery, answer, outcome.afterMs);
  else if (outcome.kind === "bad_recipient") await settleBadRecipient(db, delivery, answer, outcome.index);
  else if (outcome.kind === "refused") await giveUp(db, { delivery, answer, askedAt });
  else await putBack(db, { delivery, answer, askedAt }, notAllowed);
  return null;
}

type Exchange = { delivery: Claimed; answer: LineAnswer; askedAt: Date };

/** LINE says 429 for two things: too fast (go slower, at once) and no messages left this month (a person must act). */
async function waitOrHold(
  db: Db,
  line: LineClient,
  exchange: Exchange,
  afterMs: number,
  slowDown: SlowDown,
): Promise<void> {
  const { delivery, answer } = exchange;
  if (delivery.call === "multicast") slowDown(afterMs);
  if (await isQuotaUsedUp(line)) return putBack(db, exchange, quotaUsedUp);
  const waitMs = delivery.call === "multicast" ? afterMs : backoffMs(delivery.attempts, answer);
  await settleRetry(db, delivery, answer, waitMs);
}

async function giveUp(db: Db, { delivery, answer, askedAt }: Exchange): Promise<void> {
  const { broadcastId } = delivery;
  await settleRefused(db, delivery, answer);
  if (isBeyondSplitting(answer) || delivery.call === "broadcast")
    await hold(db, broadcastId, askedAt, messagesRefused(broadcastId));
  else if (await refusalsPileUp(db, broadcastId)) await hold(db, broadcastId, askedAt, allRefused(broadcastId));
}

async function putBack(db: Db, { delivery, answer, askedAt }: Exchange, cause: Cause): Promise<void> {
  await settleRetry(db, delivery, answer, 0);
  await hold(db, delivery.broadcastId, askedAt, cause);
}
