import type { z } from "zod";
import type { audience } from "./control-inputs.ts";
import { type Answer, type LineRequest, ok } from "./exchange.ts";
import { compareAudience, type LedgerTotals, summarize, summarizeOne } from "./ledger-summary.ts";
import { freshMeasures, type Platform } from "./platform.ts";
import { requestCounts } from "./request-log.ts";
import { countFriends, isReached } from "./residents.ts";
import { isUserId } from "./user-id.ts";

/** `requests`: how many by endpoint and status ("cut": no answer was given). */
export type LedgerSummary = LedgerTotals & {
  requests: Record<string, Record<string, number>>;
  peakMulticastPerSecond: number;
};

export function showLedger({ ledger, residents, requestLog }: Platform, { query }: LineRequest): Answer {
  const totals = summarize(ledger, countFriends(residents), query.has("brief"));
  const requests = { requests: requestCounts(requestLog), peakMulticastPerSecond: requestLog.peak };
  return ok({ ...totals, ...requests } satisfies LedgerSummary);
}

export function showResidentLedger({ ledger, residents }: Platform, { params }: LineRequest): Answer {
  const { userId } = params;
  if (!isUserId(userId)) return { status: 400, body: { message: "not a user id" } };
  return ok({ userId, messages: summarizeOne(ledger, userId, isReached(residents, userId)) });
}

export function checkAudience({ ledger }: Platform, { messageKey, userIds }: z.output<typeof audience>): Answer {
  return ok(compareAudience(ledger, messageKey, userIds));
}

/** Forgets what was accepted and counted; retry keys stay known, as they would at LINE. */
export function clearLedger(platform: Platform): Answer {
  Object.assign(platform, freshMeasures());
  return ok();
}
