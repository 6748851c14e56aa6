import { z } from "zod";
import { createBulk } from "./bulk-residents.ts";
import { now } from "./clock.ts";
import * as inputs from "./control-inputs.ts";
import { checkAudience, clearLedger, showLedger, showResidentLedger } from "./control-ledger.ts";
import { type Answer, type LineRequest, ok } from "./exchange.ts";
import { faultSchema } from "./faults.ts";
import { issueIdToken } from "./login.ts";
import { freshConditions, freshMeasures, type Platform } from "./platform.ts";
import { changeResident, follow, tapPostback, unfollow, writeText } from "./resident-acts.ts";
import { countFriends, createResidents, findResident, type Resident } from "./residents.ts";
import { isUserId } from "./user-id.ts";
import { postEvents, redeliverEvent } from "./webhooks.ts";

export type ControlRoute = {
  method: string;
  path: string;
  handle: (platform: Platform, request: LineRequest) => Answer | Promise<Answer>;
};

/** What tests, training and phones ask of the sandbox. LINE has nothing like it. */
export const controlRoutes: ControlRoute[] = [
  { method: "GET", path: "/control/residents", handle: listResidents },
  taking("POST", "/control/residents", inputs.newResident, (platform, input) =>
    ok(changeResident(platform, input), 201),
  ),
  taking("POST", "/control/residents/bulk", inputs.bulk, addBulk),
  acting("/follow", z.unknown(), (platform, resident) => follow(platform, resident)),
  acting("/unfollow", z.unknown(), (platform, resident) => unfollow(platform, resident)),
  acting("/text", inputs.text, (platform, resident, { text }) => writeText(platform, resident, text)),
  acting("/postback", inputs.postback, tapPostback),
  { method: "GET", path: "/control/residents/{id}/talk", handle: talk },
  taking("POST", "/control/id-token", inputs.idToken, idToken),
  taking("POST", "/control/faults", faultSchema, (platform, fault) => ok({ faults: platform.faults.push(fault) })),
  { method: "DELETE", path: "/control/faults", handle: ({ faults }) => ok({ cleared: faults.splice(0).length }) },
  { method: "GET", path: "/control/settings", handle: (platform) => ok(settingsOf(platform)) },
  taking("POST", "/control/settings", inputs.settings, changeSettings),
  taking("POST", "/control/webhook", inputs.webhook, setWebhook),
  taking("POST", "/control/webhook/again", inputs.again, sendAgain),
  { method: "POST", path: "/control/webhook/empty", handle: async (platform) => ok(await sendNothing(platform)) },
  taking("POST", "/control/clock", inputs.clock, (platform, input) => ok(Object.assign(platform.clock, input))),
  { method: "POST", path: "/control/reset", handle: reset },
  { method: "GET", path: "/control/ledger", handle: showLedger },
  { method: "DELETE", path: "/control/ledger", handle: clearLedger },
  taking("POST", "/control/ledger/audience", inputs.audience, checkAudience),
  { method: "GET", path: "/control/ledger/{userId}", handle: showResidentLedger },
];

/** A route that takes a JSON body of this shape; 400 says which part of it is wrong. */
function taking<Schema extends z.ZodType>(
  method: string,
  path: string,
  schema: Schema,
  handle: (platform: Platform, input: z.output<Schema>, request: LineRequest) => Answer | Promise<Answer>,
): ControlRoute {
  return {
    ...{ method, path },
    handle: (platform, request) => {
      const result = schema.safeParse(readJson(request));
      if (result.success) return handle(platform, result.data, request);
      return { status: 400, body: { message: "wrong input", issues: result.error.issues } };
    },
  };
}

function acting<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  act: (platform: Platform, resident: Resident, input: z.output<Schema>) => Promise<unknown>,
): ControlRoute {
  return taking("POST", `/control/residents/{id}${path}`, schema, async (platform, input, { params }) => {
    const resident = isUserId(params.id) ? findResident(platform.residents, params.id) : undefined;
    return resident ? ok(await act(platform, resident, input)) : unknownResident();
  });
}

function listResidents({ residents }: Platform) {
  const listed = [...residents.listed.values()];
  return ok({ residents: listed, bulk: residents.bulk.count, friends: countFriends(residents) });
}

function addBulk(platform: Platform, { count }: { count: number }) {
  platform.residents.bulk = createBulk(count);
  platform.live.onChange();
  return ok({ bulk: count });
}

function talk({ talks, residents }: Platform, { params }: LineRequest) {
  const resident = residents.listed.get(params.id ?? "");
  return resident ? ok({ resident, bubbles: talks.get(resident.userId) ?? [] }) : unknownResident();
}

async function idToken(platform: Platform, { userId, flavor }: z.output<typeof inputs.idToken>) {
  const name = findResident(platform.residents, userId)?.displayName ?? "市民";
  const request = { userId, name, channelId: platform.options.loginChannelId, at: now(platform.clock), flavor };
  return ok({ idToken: await issueIdToken(platform.loginKey, request), accessToken: `sandbox-access-${userId}` });
}

function changeSettings(platform: Platform, { unlisted, ...change }: z.output<typeof inputs.settings>) {
  Object.assign(platform.settings, change);
  if (unlisted) platform.residents.unlisted = unlisted;
  return ok(settingsOf(platform));
}

function settingsOf({ settings, residents }: Platform) {
  return { ...settings, unlisted: residents.unlisted };
}

function setWebhook(platform: Platform, { url }: { url: string | null }) {
  platform.webhook.url = url ?? undefined;
  platform.live.onChange();
  return ok({ url });
}

async function sendAgain(platform: Platform, { webhookEventId }: { webhookEventId: string }): Promise<Answer> {
  const outcome = await redeliverEvent(platform, webhookEventId);
  return outcome ? ok(outcome) : { status: 404, body: { message: "no such event" } };
}

function sendNothing(platform: Platform) {
  return postEvents(platform, platform.webhook.url, []);
}

/** Everything as at the start, but for the keys, the webhook URL and who is watching. */
function reset(platform: Platform) {
  for (const timer of platform.webhook.timers) clearTimeout(timer);
  for (const memory of [platform.talks, platform.retryKeys, platform.usage, platform.units]) memory.clear();
  const { options } = platform;
  Object.assign(platform, { residents: createResidents(), ...freshMeasures(), ...freshConditions(options) });
  platform.live.onChange();
  return ok();
}

function unknownResident(): Answer {
  return { status: 404, body: { message: "no such resident" } };
}

function readJson(request: LineRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
}
