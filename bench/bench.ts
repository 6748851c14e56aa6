import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { testEnvironment } from "#test/environment.ts";
import { batchesOf400, plainScript } from "./baselines.ts";
import { type City, everybody, openCity, type Run } from "./city.ts";
import { measureHeadCounts } from "./head-counts.ts";
import { type MailTimes, measureMails } from "./mails.ts";
import { peakMemoryMb } from "./processes.ts";

/** `npm run bench -- --followers 1000000 [--latency 150] [--rate 195]`: what we are fast at, with what others take. */
const lineRate = 200;
const perRequest = 500;

/** Crime or evacuation news in four of five wards: topic × ward, crossed. */
const crossed = {
  kind: "rule" as const,
  rule: {
    any: [
      { question: "topics", row: "crime", anyOf: ["aoba", "miyagino", "wakabayashi", "izumi"] },
      { question: "topics", row: "evacuation", anyOf: ["aoba", "miyagino", "wakabayashi", "izumi"] },
    ],
  },
};

const { values } = parseArgs({
  options: {
    followers: { type: "string", default: "100000" },
    latency: { type: "string", default: "150" },
    rate: { type: "string", default: "195" },
  },
});
Object.assign(process.env, testEnvironment);
const [followers, latencyMs, rate] = [Number(values.followers), Number(values.latency), Number(values.rate)];
const city = await openCity();
try {
  await measure(city);
} finally {
  await city.close();
}

async function measure(city: City): Promise<void> {
  say(`${new Date().toISOString()}  ${cpus().length} × ${cpus()[0]!.model.trim()}, Node ${process.version}`);
  for (const size of [10_000, 100_000, 1_000_000].filter((one) => one < followers)) {
    await city.seed(size);
    await atLinesLimits(city);
    row(`growth: everybody of ${people(size)}`, await oneRun(city), size);
  }
  await city.seed(followers);
  const few = await city.grow("few", Math.min(1000, followers));
  await atLinesLimits(city);
  row(`everybody of ${people(followers)}`, await oneRun(city), followers);
  row("a crossed segment", await oneRun(city, crossed), undefined);
  say(`  worker's peak memory            ${peakMemoryMb(city.worker().pid)} MB`);
  await urgentDuringBig(city, few);
  await fromMailToLine(city);
  say(`plain sequential script           ${(await plainScript(city, followers)).toFixed(0)} s (by proportion)`);
  say(`batches of 400 one after another  ${(await batchesOf400(city, followers)).toFixed(0)} s (by proportion)`);
  await withoutLimit(city);
  const { rules, p50, p95, worst, worstRule } = await measureHeadCounts(city);
  say(`head-counts over ${people(followers)}: ${rules} rules, p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms`);
  say(`  worst rule ${worstRule}`);
}

async function atLinesLimits(city: City): Promise<void> {
  await city.control.changeSettings({ rate: "line", latencyMs });
  await city.startWorker(rate);
  await city.control.clearLedger();
}

async function oneRun(city: City, audience: Parameters<City["begin"]>[0] = everybody): Promise<Run> {
  await city.control.clearLedger();
  await sleep(1500);
  return city.finish(await city.begin(audience));
}

async function urgentDuringBig(city: City, few: Parameters<City["begin"]>[0]): Promise<void> {
  const seconds: number[] = [];
  const big = await city.begin(everybody);
  await sleep(500);
  for (let turn = 0; turn < 5 && turn * 1000 < followers / 200; turn++) {
    const { seconds: took } = await city.finish(await city.begin(few, "urgent"));
    seconds.push(took);
    await sleep(600);
  }
  await city.finish(big);
  say(`urgent to 1,000 during a big one  last acceptance after ${seconds.map((one) => one.toFixed(2)).join(", ")} s`);
}

async function fromMailToLine(city: City): Promise<void> {
  const { quiet, busy } = await measureMails(city, await city.startWeb());
  const told = ({ mails, p50, p99, worst }: MailTimes) =>
    `p50 ${p50} ms, p99 ${p99} ms, worst ${worst} ms (${mails} mails)`;
  say(`mail accepted → first multicast   ${told(quiet)}`);
  say(`  while everybody is written to   ${told(busy)}`);
}

async function withoutLimit(city: City): Promise<void> {
  await city.control.changeSettings({ rate: "off", latencyMs: 0 });
  await city.startWorker(100_000);
  for (let turn = 0; turn < 3; turn++) {
    await city.control.clearLedger();
    const run = await city.finish(await city.begin(everybody));
    const perSecond = run.requests / (run.seconds - run.firstMs / 1000);
    say(`without LINE's limit              ${perSecond.toFixed(0)} requests/s; ${cost(run)}`);
  }
}

function row(what: string, run: Run, expected: number | undefined): void {
  if (expected !== undefined && run.people !== expected) throw new Error(`${run.people} instead of ${expected} people`);
  const limit = Math.ceil(run.people / perRequest) / lineRate;
  say(what);
  say(
    `  last acceptance                 ${run.seconds.toFixed(2)} s for ${people(run.people)} people in ${run.requests} requests`,
  );
  say(`  LINE's own limit                ${limit.toFixed(2)} s (we take ${(run.seconds / limit).toFixed(2)} ×)`);
  say(`  first acceptance                ${run.firstMs.toFixed(0)} ms after "send"`);
  say(`  429 answers                     ${run.tooFast}; most requests in any second ${run.peakPerSecond}`);
  say(`  processor                       ${cost(run)}`);
}

function cost({ workerCpu, postgresCpu }: Run): string {
  return `worker ${workerCpu.toFixed(1)} s, PostgreSQL ${postgresCpu.toFixed(1)} s`;
}

function people(count: number): string {
  return count.toLocaleString("en-US");
}

function say(line: string): void {
  console.log(line);
}
