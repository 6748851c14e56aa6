import type { ChannelTokens } from "./channel-tokens.ts";
import { type CheckedMessages, createChecks } from "./checked-messages.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Live } from "./live.ts";
import { createLoginKey, type LoginKey } from "./login.ts";
import type { Options } from "./options.ts";
import type { Buckets } from "./rates.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { createRequestLog, type RequestLog } from "./request-log.ts";
import { createResidents, type Residents } from "./residents.ts";
import type { RetryKeys } from "./retry-keys.ts";
import type { Talks } from "./talks.ts";
import type { Units } from "./units.ts";
import type { Quota, Usage } from "./usage.ts";
import type { WebhookEvent } from "./webhook-body.ts";

export type Settings = {
  latencyMs: number;
  rate: "line" | "off";
  quota: Quota;
  redelivery: { times: number; delayMs: number };
};

/** All that a LINE platform remembers. Verbs take it whole, or the one part they are about. */
export type Platform = {
  options: Options;
  settings: Settings;
  clock: Clock;
  residents: Residents;
  talks: Talks;
  live: Live;
  ledger: Ledger;
  requestLog: RequestLog;
  checks: CheckedMessages;
  retryKeys: RetryKeys;
  replyTokens: ReplyTokens;
  channelTokens: ChannelTokens;
  buckets: Buckets;
  faults: Faults;
  usage: Usage;
  units: Units;
  loginKey: LoginKey;
  webhook: { url?: string; events: Map<string, WebhookEvent>; timers: Set<NodeJS.Timeout> };
  lastMessageId: bigint;
};

export async function createPlatform(options: Options): Promise<Platform> {
  return {
    options,
    residents: createResidents(),
    talks: new Map(),
    live: { watchers: new Set(), onChange: () => {} },
    checks: createChecks(),
    retryKeys: new Map(),
    replyTokens: new Map(),
    channelTokens: new Map(),
    usage: new Map(),
    units: new Map(),
    loginKey: await createLoginKey(),
    webhook: { url: options.webhookUrl, events: new Map(), timers: new Set() },
    lastMessageId: 461_230_966_842_064_896n,
    ...freshMeasures(),
    ...freshConditions(options),
  };
}

/** The measuring side: what tests look at and clear between runs. */
export function freshMeasures() {
  return { ledger: createLedger(), requestLog: createRequestLog() };
}

/** What tests turn and twist, as it was at the start. */
export function freshConditions(options: Options) {
  const settings: Settings = {
    latencyMs: options.latencyMs,
    rate: options.rate,
    quota: { type: "none" },
    redelivery: { times: 0, delayMs: 1000 },
  };
  return { settings, clock: { offsetMs: 0 }, faults: [] as Faults, buckets: new Map() as Buckets };
}
