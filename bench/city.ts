import { realpathSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, migrateTables } from "#db/client.ts";
import { composeBroadcast } from "#lib/broadcasts/compose.ts";
import { scheduleBroadcast } from "#lib/broadcasts/schedule.ts";
import { getEnv } from "#lib/env.ts";
import { migrateQueue } from "#lib/jobs/run.ts";
import { publishForm } from "#lib/preferences/form.ts";
import { applyProfile } from "#lib/profile/apply.ts";
import { seedFollowers } from "#lib/seed/seed.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { createControl, messageKeyOf } from "#sandbox/control.ts";
import { freePort } from "#scripts/ports.ts";
import { findPostmaster } from "#scripts/postgres/postmaster.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { ensureBuild } from "#scripts/start/build.ts";
import { testEnvironment } from "#test/environment.ts";
import { cpuSeconds, cpuSecondsOfFamily, type Measured, startProcess } from "./processes.ts";

export const actor = { kind: "system", task: "bench" } as const;

/** As `npm start` starts the worker. */
const smallHeap = ["--max-semi-space-size=8", "--max-old-space-size=192"];

/** Everybody who is a friend, told as a rule, so that they are multicast by id. */
export const everybody: Audience = {
  kind: "rule",
  rule: { any: [{ registered: true }, { not: { registered: true } }] },
};

export type Run = {
  people: number;
  requests: number;
  seconds: number;
  firstMs: number;
  workerCpu: number;
  postgresCpu: number;
  tooFast: number;
  peakPerSecond: number;
};

/** A PostgreSQL as operators run it (durable), the profile of Sendai, and LINE as a process of its own. */
export async function openCity() {
  const dataDir = `.data/bench-${process.pid}`;
  const postgres = await startPostgres({ dataDir });
  Object.assign(getEnv(), { databaseUrl: postgres.url });
  await migrateTables(postgres.url);
  await migrateQueue(postgres.url);
  const client = connect(postgres.url, { max: 4 });
  const { db, sql } = client;
  const postmaster = findPostmaster(realpathSync(dataDir)) ?? findPostmaster(`${process.cwd()}/${dataDir}`);
  const line = startProcess(["sandbox/main.ts"], {
    SANDBOX_CHANNEL_ACCESS_TOKEN: testEnvironment.LINE_CHANNEL_ACCESS_TOKEN,
    SANDBOX_LOGIN_CHANNEL_ID: testEnvironment.LINE_LOGIN_CHANNEL_ID,
  });
  const url = (JSON.parse(await line.line('"sandbox"')) as { sandbox: string }).sandbox;
  const control = createControl(url);
  const profile = JSON.parse(await readFile("profiles/sendai.json", "utf8"));
  await applyProfile(db, actor, profile);
  let worker: Measured | undefined;
  let web: Measured | undefined;
  let messages = 0;

  return {
    db,
    sql,
    control,
    lineUrl: url,
    seed,
    grow,
    startWorker,
    startWeb,
    worker: () => worker!,
    begin,
    finish,
    close,
  };

  async function seed(followers: number): Promise<void> {
    await seedFollowers(db, followers);
    await sql`vacuum analyze followers`;
  }

  /** A question that only some were ever asked, for an audience of exactly so many. */
  async function grow(choice: string, people: number): Promise<Audience> {
    const choices = [{ key: choice, label: choice }];
    await publishForm(db, actor, [...profile.questions, { key: "bench", kind: "single", label: "bench", choices }]);
    await sql`
      update followers set picks = picks || (select id from options where question = 'bench' and choice = ${choice})
      where id in (select id from followers order by md5(line_user_id) limit ${people})`;
    await sql`vacuum analyze followers`;
    return { kind: "rule", rule: { question: "bench", anyOf: [choice] } };
  }

  async function startWorker(sendRate: number): Promise<void> {
    await worker?.stop();
    worker = startProcess([...smallHeap, "scripts/kairan.ts", "worker"], {
      DATABASE_URL: postgres.url,
      LINE_API_URL: url,
      LINE_SEND_RATE: String(sendRate),
    });
    await worker.line("leads the sending");
    await sleep(1500);
  }

  /** As operators run it: the built pages behind their front. */
  async function startWeb(): Promise<string> {
    await ensureBuild();
    const port = String(await freePort());
    web = startProcess(["scripts/kairan.ts", "web"], { DATABASE_URL: postgres.url, PORT: port });
    await web.line("web started");
    return `http://127.0.0.1:${port}`;
  }

  /** Composes, then presses "send". */
  async function begin(audience: Audience, lane: "normal" | "urgent" = "normal") {
    messages += 1;
    const input = { title: "bench", messages: [{ type: "text", text: `お知らせ ${messages}` }], audience, lane };
    const { id } = await composeBroadcast(db, actor, input, { source: "staff" });
    const cpu = { worker: cpuSeconds(worker!.pid), postgres: cpuSecondsOfFamily(postmaster!.pid) };
    const clickedAt = Date.now();
    await scheduleBroadcast(db, actor, id);
    return { id, clickedAt, cpu };
  }

  async function finish({ id, clickedAt, cpu }: Awaited<ReturnType<typeof begin>>): Promise<Run> {
    while ((await sql`select 1 from broadcasts where id = ${id} and status = 'sent'`).length === 0) await sleep(20);
    const [workerCpu, postgresCpu] = [
      cpuSeconds(worker!.pid) - cpu.worker,
      cpuSecondsOfFamily(postmaster!.pid) - cpu.postgres,
    ];
    const [said] =
      await sql`select messages, aggregation_unit as unit, audience_count from broadcasts where id = ${id}`;
    const ledger = await control.ledger();
    const key = messageKeyOf(said!.messages, said!.unit);
    const taken = ledger.messages.find((one) => one.messageKey === key)!;
    if (taken.recipients !== said!.audience_count || taken.doubled > 0) throw new Error("not exactly once");
    return {
      people: taken.recipients,
      requests: taken.requests,
      seconds: (taken.lastAcceptedAt - clickedAt) / 1000,
      firstMs: taken.firstAcceptedAt - clickedAt,
      ...{ workerCpu, postgresCpu },
      tooFast: ledger.requests.multicast?.[429] ?? 0,
      peakPerSecond: ledger.peakMulticastPerSecond,
    };
  }

  async function close(): Promise<void> {
    await Promise.all([worker?.stop(), web?.stop()]);
    await line.stop();
    await client.close();
    await postgres.stop();
    for (const path of [realpathSync(dataDir), dataDir, `${dataDir}.log`])
      rmSync(path, { recursive: true, force: true });
  }
}

export type City = Awaited<ReturnType<typeof openCity>>;
