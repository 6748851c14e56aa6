import type { Db } from "#db/client.ts";
import type { Actor } from "../actor.ts";
import { pauseBroadcast } from "../broadcasts/handles.ts";
import { Conflict } from "../errors.ts";
import type { LineAnswer, LineClient } from "../line/client.ts";
import { isQuotaUsedUp } from "../line/quota.ts";
import { log } from "../log.ts";
import { notify } from "../notices/notify.ts";
import type { Claimed } from "./claim.ts";
import { judge } from "./outcome.ts";
import { type Accepted, settleBadRecipient, settleRefused, settleRetry } from "./settle.ts";

export type Sent = { accepted: Accepted } | { slowDownMs: number } | { settled: true };

const actor: Actor = { kind: "system", task: "送信" };

/** One API call and what it means. Acceptances are returned, for the sender to write down many at once. */
export async function sendDelivery(db: Db, line: LineClient, delivery: Claimed): Promise<Sent> {
  const answer = await line.post(`/v2/bot/message/${delivery.call}`, delivery.body, delivery.retryKey);
  const outcome = judge(answer, delivery.attempts);
  if (outcome.kind === "accepted")
    return {
      accepted: { id: delivery.id, statusCode: answer.status, requestId: answer.acceptedRequestId ?? answer.requestId },
    };
  log.warn(
    { delivery: delivery.id, status: answer.status, requestId: answer.requestId, outcome: outcome.kind },
    "not accepted",
  );
  if (outcome.kind === "slow_down") return slowDown(db, line, delivery, answer, outcome.afterMs);
  if (outcome.kind === "retry") await settleRetry(db, delivery, answer, outcome.afterMs);
  else if (outcome.kind === "bad_recipient") await settleBadRecipient(db, delivery, answer, outcome.index);
  else if (outcome.kind === "refused") await settleRefused(db, delivery, answer);
  else await hold(db, delivery, answer, notAllowed);
  return { settled: true };
}

/** LINE says 429 for two things: too fast (go slower) and no messages left this month (a person must act). */
async function slowDown(
  db: Db,
  line: LineClient,
  delivery: Claimed,
  answer: LineAnswer,
  afterMs: number,
): Promise<Sent> {
  if (await isQuotaUsedUp(line)) {
    await hold(db, delivery, answer, quotaUsedUp);
    return { settled: true };
  }
  await settleRetry(db, delivery, answer, afterMs);
  return { slowDownMs: afterMs };
}

type Cause = { cause: string; title: string; advice: string };

const notAllowed: Cause = {
  cause: "line.not_allowed",
  title: "LINEが送信を受け付けません（認証エラー）",
  advice: "チャネルアクセストークンと権限を確認し、直ったら配信の画面で「再開する」を押してください。",
};

const quotaUsedUp: Cause = {
  cause: "line.quota",
  title: "今月の配信可能数を使い切りました",
  advice: "LINE公式アカウントのプランを確認し、増えたら配信の画面で「再開する」を押してください。",
};

async function hold(db: Db, delivery: Claimed, answer: LineAnswer, cause: Cause): Promise<void> {
  await settleRetry(db, delivery, answer, 0);
  await notify(db, cause);
  await pauseBroadcast(db, actor, delivery.broadcastId, cause.title).catch(alreadyElsewhere);
}

function alreadyElsewhere(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}
