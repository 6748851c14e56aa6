import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { getEnv } from "#lib/env.ts";
import { bulkUserId } from "#sandbox/control.ts";
import { freePort } from "#scripts/ports.ts";
import { testEnvironment } from "#test/environment.ts";
import { openCity } from "./city.ts";
import { startProcess } from "./processes.ts";

/**
 * `node bench/residents.ts [--followers 100000] [--seconds 10] [--saves 300]`, after `npm run build`: how many residents
 * can open the form and save at the same time, through the real front and with real ID tokens.
 */
const { values } = parseArgs({
  options: {
    followers: { type: "string", default: "100000" },
    seconds: { type: "string", default: "10" },
    saves: { type: "string", default: "300" },
  },
});
Object.assign(process.env, testEnvironment);
const [followers, seconds, perSecond] = [values.followers, values.seconds, values.saves].map(Number) as [
  number,
  number,
  number,
];
const residents = 500;
const wards = ["aoba", "miyagino", "wakabayashi", "taihaku", "izumi"];
const topics = ["crime", "bear", "subway", "evacuation", "comment"];

const city = await openCity();
await city.seed(followers);
const port = await freePort();
const web = startProcess(["scripts/kairan.ts", "web"], {
  ...{ DATABASE_URL: getEnv().databaseUrl, PORT: String(port) },
  ...{ LINE_API_URL: city.lineUrl, LINE_JWKS_URL: `${city.lineUrl}/oauth2/v2.1/certs` },
});
await web.line("web started");
const agent = new Agent({ keepAlive: true, maxSockets: 200 });
const tokens = await signIn();

await opens(2);
report(`GET /api/liff/form, 32 at a time for ${seconds} s`, await opens(seconds));
await saves(50, 2);
report(`PUT /api/liff/preferences, ${perSecond} a second for ${seconds} s`, await saves(perSecond, seconds));
await web.stop();
await city.close();
process.exit(0);

type Told = { status: number; ms: number };

async function signIn(): Promise<string[]> {
  await city.control.addResidents(residents);
  return Promise.all(Array.from({ length: residents }, (_, n) => city.control.idToken(bulkUserId(n + 1))));
}

/** Each asks again as soon as it was answered: as fast as it goes. */
async function opens(forSeconds: number): Promise<Told[]> {
  const told: Told[] = [];
  const until = performance.now() + forSeconds * 1000;
  const one = async () => {
    while (performance.now() < until) told.push(await ask("GET", "/api/liff/form", {}));
  };
  await Promise.all(Array.from({ length: 32 }, one));
  return told;
}

/** By the clock, whether or not earlier ones were answered. */
async function saves(rate: number, forSeconds: number): Promise<Told[]> {
  const told: Promise<Told>[] = [];
  const begun = performance.now();
  for (const total = rate * forSeconds; told.length < total; await sleep(4)) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * rate));
    while (told.length < due) told.push(save(told.length));
  }
  return Promise.all(told);
}

function save(turn: number): Promise<Told> {
  const ward = wards[turn % wards.length]!;
  const asked = topics.slice(0, 1 + (turn % topics.length)).map((topic) => [topic, [ward, wards[(turn + 1) % 5]]]);
  const body = JSON.stringify({ answers: { ward, age: "30s", topics: Object.fromEntries(asked) } });
  const token = tokens[turn % tokens.length];
  return ask("PUT", "/api/liff/preferences", { authorization: `Bearer ${token}` }, body);
}

function ask(method: string, path: string, headers: Record<string, string>, body = ""): Promise<Told> {
  const at = performance.now();
  const sized = body ? { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) } : {};
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - at });
    const asked = request({ port, agent, method, path, headers: { ...headers, ...sized } }, (response) => {
      response.resume().on("end", () => done(response.statusCode ?? 0));
    });
    asked.on("error", () => done(0)).end(body);
  });
}

function report(what: string, told: Told[]): void {
  const times = told.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0);
  const well = told.filter(({ status }) => status === 200).length;
  console.log(`${what}: ${well} of ${told.length} answered 200, ${Math.round(told.length / seconds)} a second`);
  console.log(`  p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`);
}
