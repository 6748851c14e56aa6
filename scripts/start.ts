import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, connect } from "#db/client.ts";
import { migrateAll } from "./commands/processes.ts";
import { announceRunning, findRunning, type Places } from "./local/running.ts";
import { type Local, prepareLocal } from "./local.ts";
import { ensureBuild } from "./start/build.ts";
import { type Child, keepRunning } from "./start/child.ts";
import { furnish, settleResidents } from "./start/furnish.ts";
import { keepPostgres } from "./start/keep-postgres.ts";
import { choosePlaces } from "./start/places.ts";
import { welcome } from "./start/welcome.ts";

const patienceMs = 90_000;

/** `npm run dev`: nothing is built beforehand, and pages change as they are edited. */
const dev = process.argv.includes("--dev");

/** Loading its modules leaves 200 MB of waste in a heap that may grow; the worker itself needs little. */
const smallHeap = ["--max-semi-space-size=8", "--max-old-space-size=192"];

/** `npm start`: sets up what is missing, then keeps web, worker and (without a LINE channel) the sandbox running. */
async function main(): Promise<void> {
  const running = await untilGone();
  if (running) throw new Error(`このフォルダーの npm start がすでに動いています（${running.webUrl}）。`);
  const places = await choosePlaces();
  process.env.PORT = String(places.webPort);
  process.env.PUBLIC_URL ||= places.webUrl;
  const local = await prepareLocal(places);
  const client = connect(process.env.DATABASE_URL!, { max: 2 });
  const leavePostgres = local.postgres && keepPostgres(local.postgres.dataDir, local.postgres.url);
  const house: House = { local, client, children: [], leavePostgres };
  stopOnSignals(house);
  await open(house, places).catch(async (error) => {
    await close(house);
    throw error;
  });
}

/** One whose npm was killed needs a moment to notice. */
async function untilGone(): Promise<Places | undefined> {
  for (const until = Date.now() + 1500; Date.now() < until && findRunning(); ) await sleep(100);
  return findRunning();
}

type House = {
  local: Local;
  client: Client;
  children: Child[];
  leavePostgres?: () => Promise<void>;
  retract?: () => void;
};

async function open(house: House, places: Places): Promise<void> {
  const { local, client, children } = house;
  const built = dev ? undefined : ensureBuild();
  if (local.sandbox) children.push(keepRunning("sandbox", ["sandbox/main.ts"], sandboxEnv(local, places)));
  await Promise.all([migrateAll().then(() => furnish(client.db, local)), built]);
  children.push(keepWeb(), keepRunning("worker", [...smallHeap, "scripts/kairan.ts", "worker"]));
  await untilReady(places.localUrl, children);
  house.retract = announceRunning(places);
  if (local.sandbox) await settleResidents(places);
  for (const line of await welcome(client.sql, local, places)) console.log(line);
}

function keepWeb(): Child {
  if (dev) return keepRunning("web", ["scripts/start/dev-web.ts"], { NODE_ENV: "development" });
  return keepRunning("web", ["scripts/kairan.ts", "web"]);
}

function sandboxEnv({ secrets }: Local, { localUrl, sandboxUrl }: Places) {
  return {
    SANDBOX_PORT: new URL(sandboxUrl!).port,
    SANDBOX_CHANNEL_SECRET: secrets.channelSecret,
    SANDBOX_CHANNEL_ACCESS_TOKEN: secrets.channelAccessToken,
    SANDBOX_LOGIN_CHANNEL_ID: secrets.loginChannelId,
    SANDBOX_WEBHOOK_URL: `${localUrl}/api/line/webhook`,
    SANDBOX_STATE_FILE: ".data/sandbox.json",
  };
}

async function untilReady(url: string, children: Child[]): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(100)) {
    const answer = await fetch(`${url}/api/ready`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`画面が応答しません。${children.map((child) => child.log).join("、")} を確認してください。`);
}

function stopOnSignals(house: House): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void close(house).finally(() => process.exit(0));
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, stop);
  whenNpmIsGone(stop);
}

async function close({ local, client, children, leavePostgres, retract }: House): Promise<void> {
  await leavePostgres?.();
  await Promise.all(children.map((child) => child.stop()));
  await client.close();
  await local.postgres?.stop();
  retract?.();
}

/** Started by npm, we end with npm, which nobody needs to tell us: there is only a shell between us. */
function whenNpmIsGone(stop: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestors();
  setInterval(() => ancestors() !== before && stop(), 500).unref();
}

function ancestors(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
  } catch {
    return String(process.ppid);
  }
}

main().catch((error: Error) => {
  console.error(`起動できません: ${oneLine(error)}`);
  process.exit(1);
});

/** Of a failed query the database's own words say more than the query does. */
function oneLine({ message, cause }: Error): string {
  const [first] = message.split("\n");
  return cause instanceof Error ? `${cause.message}（${first}）` : message;
}
