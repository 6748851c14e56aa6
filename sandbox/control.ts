import type { LedgerSummary } from "./control-ledger.ts";
import type { FaultInput } from "./faults.ts";
import type { IdTokenFlavor } from "./login.ts";
import type { Resident } from "./residents.ts";
import type { Bubble } from "./talks.ts";
import type { WebhookOutcome } from "./webhooks.ts";

export { messageKeyOf } from "./message-key.ts";
export { bulkUserId } from "./user-id.ts";
export type { Bubble, FaultInput, IdTokenFlavor, LedgerSummary, Resident, WebhookOutcome };

/** All parts optional. `unlisted`: are well-formed ids that nobody created friends (default) or unknown to the channel? */
export type SettingsInput = {
  latencyMs?: number;
  rate?: "line" | "off";
  quota?: { type: "none" } | { type: "limited"; value: number };
  redelivery?: { times: number; delayMs?: number };
  unlisted?: "friends" | "unknown";
};

/** What a resident did, as told to the city; `webhook.success` says whether the city answered 200 in 2 s. */
export type Act = { webhookEventId: string; replyToken?: string; webhook: WebhookOutcome };
export type ResidentLedger = { messageKey: string; preview: string; messages: unknown[]; count: number }[];
export type AudienceCheck = { missing: string[]; missingCount: number; doubledCount: number; extraCount: number };
export type LiveEvent = { event: "talk"; userId: string; bubble: Bubble } | { event: "resident"; resident: Resident };
export type NewResident = {
  displayName: string;
  friend?: boolean;
  blocked?: boolean;
  phone?: boolean;
  userId?: string;
};
export type Control = ReturnType<typeof createControl>;

/** A client of the sandbox's control API at `url` (what `startSandbox` or the JSON line of `main.ts` gives). */
export function createControl(url: string) {
  const ask = asker(url);
  const resident = (userId: string, what: string) => `/residents/${userId}/${what}`;
  return {
    /** Residents that were created one by one, the number of bulk ones, and of all friends. */
    residents: () => ask<{ residents: Resident[]; bulk: number; friends: number }>("GET", "/residents"),
    /** Creates a resident (by default a friend with a phone), or overwrites the one with this `userId`. */
    addResident: (input: NewResident) => ask<Resident>("POST", "/residents", input),
    /** Makes the residents `bulkUserId(1)` … `bulkUserId(count)`, replacing earlier bulk ones. */
    addResidents: (count: number) => ask<{ bulk: number }>("POST", "/residents/bulk", { count }),
    follow: (userId: string) => ask<Act>("POST", resident(userId, "follow")),
    /** Blocks the account. */
    unfollow: (userId: string) => ask<Act>("POST", resident(userId, "unfollow")),
    writeText: (userId: string, text: string) => ask<Act>("POST", resident(userId, "text"), { text }),
    tapPostback: (userId: string, tap: { data: string; displayText?: string; params?: object }) =>
      ask<Act>("POST", resident(userId, "postback"), tap),
    /** What this resident's phone shows, oldest first; only residents with a phone have any. */
    talk: (userId: string) => ask<{ resident: Resident; bubbles: Bubble[] }>("GET", resident(userId, "talk")),
    /** An ID token as LIFF would give it, or one that is wrong in one way. */
    idToken: async (userId: string, flavor: IdTokenFlavor = "valid") =>
      (await ask<{ idToken: string }>("POST", "/id-token", { userId, flavor })).idToken,
    /** Plays a failure; the shape and its rules stand at `faultSchema`. */
    addFault: (fault: FaultInput) => ask<{ faults: number }>("POST", "/faults", fault),
    clearFaults: () => ask<{ cleared: number }>("DELETE", "/faults"),
    settings: () => ask<Required<SettingsInput>>("GET", "/settings"),
    changeSettings: (input: SettingsInput) => ask<Required<SettingsInput>>("POST", "/settings", input),
    /** Where events go; null: nowhere. */
    setWebhook: (target: string | null) => ask<{ url: string | null }>("POST", "/webhook", { url: target }),
    /** Sends a past event once more, marked as a redelivery. */
    sendAgain: (webhookEventId: string) => ask<WebhookOutcome>("POST", "/webhook/again", { webhookEventId }),
    /** Posts a webhook without events, as LINE's console does to check the URL. */
    sendEmptyWebhook: () => ask<WebhookOutcome>("POST", "/webhook/empty"),
    /** Moves the sandbox's clock by so many ms from the true time (retry keys, tokens, rates, statistics). */
    setClock: (offsetMs: number) => ask<{ offsetMs: number }>("POST", "/clock", { offsetMs }),
    /** Everything accepted so far. `brief` is cheap while sending runs, but leaves `recipients` and `doubled` at -1. */
    ledger: (options: { brief?: boolean } = {}) => ask<LedgerSummary>("GET", `/ledger${options.brief ? "?brief" : ""}`),
    /** Which messages were accepted for this resident, and how often each. */
    residentLedger: async (userId: string) =>
      (await ask<{ messages: ResidentLedger }>("GET", `/ledger/${userId}`)).messages,
    /** Who of an audience never got the message (the first 20 by id), who got it twice, and who got it unasked. */
    checkAudience: (messageKey: string, userIds: string[]) =>
      ask<AudienceCheck>("POST", "/ledger/audience", { messageKey, userIds }),
    /** Forgets counts and acceptances; retry keys stay known. */
    clearLedger: () => ask<unknown>("DELETE", "/ledger"),
    /** Everything as at the start: residents, talks, keys used, faults, settings, clock; the webhook URL stays. */
    reset: () => ask<unknown>("POST", "/reset"),
    /** Changes as they happen, until `signal` aborts. */
    events: (signal: AbortSignal) => readEvents(url, signal),
  };
}

function asker(url: string) {
  return async <Result>(method: string, path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${url}/control${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox: ${method} ${path} answered ${response.status} ${text}`);
    return JSON.parse(text) as Result;
  };
}

async function* readEvents(url: string, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  const response = await fetch(`${url}/control/events`, { signal });
  let rest = "";
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream() as never,
  )) {
    const frames = (rest + chunk).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      const [, event, data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? [];
      if (event === "talk") yield { event, ...JSON.parse(data) };
      if (event === "resident") yield { event, resident: JSON.parse(data) };
    }
  }
}
