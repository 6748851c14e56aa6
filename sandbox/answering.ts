import { setTimeout as sleep } from "node:timers/promises";
import { refusedAuthorization } from "./channel-tokens.ts";
import { now } from "./clock.ts";
import { type Answer, type LineRequest, lineError } from "./exchange.ts";
import { type Fault, takeFault } from "./faults.ts";
import type { Platform } from "./platform.ts";
import { takeToken } from "./rates.ts";
import { noteMulticast } from "./request-log.ts";
import type { Route } from "./routes.ts";

/** An answer, or none: the connection hangs or breaks, whatever LINE may have done before. */
export type Outcome = Answer | "hang" | "reset";

/** What LINE does with a request to one of its endpoints, planned failures included. */
export async function answerLine(platform: Platform, route: Route, request: LineRequest): Promise<Outcome> {
  if (route.name === "multicast") noteMulticast(platform.requestLog, performance.now());
  const refused = refuse(platform, route, request);
  if (refused) return refused;
  const before = takeFault(platform.faults, route.name, "before");
  const early = before && (await play(before));
  if (early) return early;
  if (!withinRate(platform, route)) return rateExceeded();
  const answer = await route.handle(platform, request);
  if (answer.status >= 300) return answer;
  const after = takeFault(platform.faults, route.name, "after");
  return (after && (await play(after))) ?? answer;
}

function refuse(platform: Platform, route: Route, request: LineRequest) {
  if (route.auth) {
    const { channelTokens, options, clock } = platform;
    const { authorization } = request.headers;
    const reason = refusedAuthorization(channelTokens, options.channelAccessToken, authorization, now(clock));
    if (reason) return unauthorized(reason);
  }
  if (!route.retryKey && request.headers["x-line-retry-key"] !== undefined)
    return lineError(400, "The retry key is not supported by this API");
  return undefined;
}

/** A hang that ends goes on with the true answer, so it plays as nothing at all. */
async function play(fault: Fault): Promise<Outcome | undefined> {
  const hangs = fault.kind.startsWith("hang");
  if (hangs && fault.latencyMs === undefined) return "hang";
  if (fault.latencyMs) await sleep(fault.latencyMs);
  if (hangs) return undefined;
  return fault.kind.startsWith("reset") ? "reset" : failure(fault);
}

function failure(fault: Fault): Answer {
  const headers = fault.retryAfter === undefined ? undefined : { "retry-after": String(fault.retryAfter) };
  const failures: Record<string, Answer> = {
    "429-rate": { ...rateExceeded(), headers },
    "429-quota": lineError(429, "You have reached your monthly limit.", headers),
    "401": unauthorized("invalid token"),
    "403": lineError(403, "Access to this API is not available for your account"),
  };
  return failures[fault.kind] ?? lineError(500, "Internal Server Error", headers);
}

function withinRate(platform: Platform, route: Route) {
  if (platform.settings.rate === "off") return true;
  return takeToken(platform.buckets, route.name, route.rate, now(platform.clock));
}

function rateExceeded() {
  return lineError(429, "The API rate limit has been exceeded. Try again later.");
}

function unauthorized(reason: string) {
  const advice = "Confirm that the access token in the authorization header is valid.";
  return lineError(401, `Authentication failed due to the following reason: ${reason}. ${advice}`);
}
