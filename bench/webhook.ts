import { createHmac, randomUUID } from "node:crypto";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, migrateTables } from "#db/client.ts";
import { migrateQueue } from "#lib/jobs/run.ts";
import { freePort } from "#scripts/ports.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { testEnvironment } from "#test/environment.ts";
import { cpuSeconds, startProcess } from "./processes.ts";

/** `node bench/webhook.ts [seconds]`: how fast LINE is answered, a chatbot told, and what kill -9 leaves behind. */
const seconds = Number(process.argv[2] ?? 30);

type Told = { id: string; at: number; status: number; ms: number };

const dataDir = `.data/bench-webhook-${process.pid}`;
const postgres = await startPostgres({ dataDir });
await migrateTables(postgres.url);
await migrateQueue(postgres.url);
const { sql, close } = connect(postgres.url, { max: 2 });
const heard = new Map<string, { at: number; times: number }>();
const bot = await startBot();
const port = await freePort();
const env = { DATABASE_URL: postgres.url, PORT: String(port), CHATBOT_WEBHOOK_URL: bot.url };
const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

const starts = { web: () => start("web", "web started"), worker: () => start("worker", "leads the sending") };
let [worker, web] = [await starts.worker(), await starts.web()];

report("burst of 1,500 in a second, right after the start", await load(1500, 1));
await sleep(3000);
const cpu = { web: cpuSeconds(web.pid), worker: cpuSeconds(worker.pid) };
report(`500 a second for ${seconds} s`, await load(500, seconds));
console.log(`  processor: web ${cpuOf(web, cpu.web)} s, worker ${cpuOf(worker, cpu.worker)} s`);
await killMeanwhile("web");
await killMeanwhile("worker");
await worker.stop();
await web.stop();
await close();
bot.close();
await postgres.stop();
process.exit(0);

async function start(command: string, sign: string) {
  const started = startProcess(["scripts/kairan.ts", command], env);
  await started.line(sign);
  return started;
}

function cpuOf({ pid }: { pid: number }, before: number): string {
  return (cpuSeconds(pid) - before).toFixed(1);
}

async function startBot() {
  const server = createServer((incoming, response) => {
    const at = performance.now();
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const [, id] = /"webhookEventId":"([^"]+)"/.exec(Buffer.concat(chunks).toString()) ?? [];
      const known = heard.get(id!);
      heard.set(id!, { at: known?.at ?? at, times: (known?.times ?? 0) + 1 });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** Calls come by the clock, whether or not earlier ones were answered. */
async function load(perSecond: number, forSeconds: number): Promise<Told[]> {
  const told: Promise<Told>[] = [];
  const begun = performance.now();
  for (let due = 0; due < perSecond * forSeconds; due = Math.floor(((performance.now() - begun) / 1000) * perSecond)) {
    while (told.length < Math.min(due + 1, perSecond * forSeconds)) told.push(tell());
    await sleep(4);
  }
  while (told.length < perSecond * forSeconds) told.push(tell());
  return Promise.all(told);
}

function tell(): Promise<Told> {
  const [id, at] = [randomUUID(), performance.now()];
  const source = { type: "user", userId: `U${id.replaceAll("-", "")}` };
  const message = {
    type: "text",
    id: String(Math.floor(Math.random() * 1e15)),
    quoteToken: "q",
    text: "ごみの日はいつですか",
  };
  const common = { mode: "active", timestamp: Date.now(), replyToken: id, deliveryContext: { isRedelivery: false } };
  const event = { type: "message", message, webhookEventId: id, source, ...common };
  const raw = Buffer.from(JSON.stringify({ destination: "U", events: [event] }));
  return post(raw).then((status) => ({ id, at, status, ms: performance.now() - at }));
}

function post(raw: Buffer): Promise<number> {
  const signature = createHmac("sha256", testEnvironment.LINE_CHANNEL_SECRET).update(raw).digest("base64");
  const headers = { "content-type": "application/json; charset=utf-8", "content-length": raw.length };
  const options = { port, agent, method: "POST", path: "/api/line/webhook" };
  return new Promise((resolve) => {
    const asked = request({ ...options, headers: { ...headers, "x-line-signature": signature } }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    asked.on("error", () => resolve(0)).end(raw);
  });
}

function report(what: string, told: Told[]): void {
  const answered = told.filter((one) => one.status === 200);
  const times = answered.map((one) => one.ms);
  const forwards = answered.flatMap(({ id, at }) => (heard.has(id) ? [heard.get(id)!.at - at] : []));
  console.log(`${what}: ${answered.length} of ${told.length} answered 200`);
  console.log(`  answer       ${spread(times)}`);
  console.log(`  to chatbot   ${spread(forwards)} (${forwards.length} so far)`);
}

function spread(values: number[]): string {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`;
}

async function killMeanwhile(who: "web" | "worker"): Promise<void> {
  const begun = new Date();
  const loading = load(500, 8);
  await sleep(3000);
  process.kill((who === "web" ? web : worker).pid, "SIGKILL");
  if (who === "web") web = await starts.web();
  else worker = await starts.worker();
  const ids = (await loading).filter((one) => one.status === 200).map((one) => one.id);
  await sleep(16_000);
  const [kept] = await sql`select count(*)::int as count from events where webhook_event_id = any(${ids})`;
  const states = await sql`
    select forwardings.state, count(*)::int as count from forwardings join webhook_calls on webhook_calls.id = call_id
    where received_at >= ${begun.toISOString()} group by 1`;
  const [open] = await sql`select count(*)::int as count from events where state = 'received'`;
  const twice = [...heard.values()].filter((one) => one.times > 1).length;
  console.log(`kill -9 of ${who} at 500 a second: ${ids.length} answered 200, ${kept!.count} of them in the database`);
  console.log(`  forwardings: ${states.map((row) => `${row.state} ${row.count}`).join(", ")}`);
  console.log(`  heard twice: ${twice}; events not handled: ${open!.count}`);
}
