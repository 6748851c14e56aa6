import { existsSync, realpathSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { connect, migrateTables } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";
import { migrateQueue } from "#lib/jobs/run.ts";
import { createControl } from "#sandbox/control.ts";
import { freePort } from "#scripts/ports.ts";
import { findPostmaster } from "#scripts/postgres/postmaster.ts";
import { startPostgres } from "#scripts/postgres.ts";
import { testEnvironment } from "#test/environment.ts";
import { type Actor, startActor, startLine } from "./processes.ts";

/** `startedAt` and `leadsSince` are NaN until it says so. */
export type WorkerProcess = Actor & { startedAt: () => number; leadsSince: () => number };

export type StageOptions = { followers: number; sendRate: number; latencyMs?: number };

/** A PostgreSQL, a LINE and workers, each a process of its own that can be killed. */
export async function openStage({ followers, sendRate, latencyMs = 20 }: StageOptions) {
  const dataDir = `.data/crash-${process.pid}-${Date.now()}`;
  const pgOptions = { dataDir, settings: { port: String(await freePort()) } };
  const postgres = await startPostgres(pgOptions);
  const line = await startLine({
    SANDBOX_CHANNEL_ACCESS_TOKEN: testEnvironment.LINE_CHANNEL_ACCESS_TOKEN,
    SANDBOX_LATENCY_MS: String(latencyMs),
    SANDBOX_RATE: "off",
  });
  Object.assign(getEnv(), { databaseUrl: postgres.url });
  await migrateTables(postgres.url);
  await migrateQueue(postgres.url);
  const { db, sql, close } = connect(postgres.url, { max: 4 });
  const control = createControl(line.url);
  const workers = new Set<WorkerProcess>();
  await sql`
    insert into followers (line_user_id, friend, registered_at, created_at)
    select 'U' || md5(n::text), true, now(), now() from generate_series(1, ${followers}::int) as n`;

  const doors = new Set<Actor>();

  return {
    ...{ db, sql, control, line, workers, followers },
    ...{ startWorker, startDoor, dismiss, dismissDoor, restartPostgres, patiently },
    close: end,
  };

  /** @param clockMs how far this worker's clock is off */
  function startWorker(clockMs = 0): WorkerProcess {
    let [started, leading] = [Number.NaN, Number.NaN];
    const clock = clockMs === 0 ? {} : { KAIRAN_NOW: new Date(Date.now() + clockMs).toISOString() };
    const env = { DATABASE_URL: postgres.url, LINE_API_URL: line.url, LINE_SEND_RATE: String(sendRate), ...clock };
    const actor = startActor("scripts/kairan.ts", ["worker"], env, (text) => {
      if (process.env.CRASH_DEBUG) console.log(actor.pid, text.slice(0, 400));
      if (text.includes("worker started")) started = performance.now();
      if (text.includes("leads the sending")) leading = performance.now();
    });
    const worker = { ...actor, startedAt: () => started, leadsSince: () => leading };
    workers.add(worker);
    return worker;
  }

  /** Web or mail gateway, as `npm run kairan -- …` starts them; ready once it says so. */
  async function startDoor(words: string[], env: object, sign: string): Promise<Actor> {
    const ready = Promise.withResolvers<void>();
    const door = startActor(
      "scripts/kairan.ts",
      words,
      { DATABASE_URL: postgres.url, LINE_API_URL: line.url, ...env },
      (text) => {
        if (process.env.CRASH_DEBUG) console.log(door.pid, text.slice(0, 400));
        if (text.includes(sign)) ready.resolve();
      },
    );
    doors.add(door);
    await ready.promise;
    return door;
  }

  async function dismissDoor(door: Actor): Promise<void> {
    doors.delete(door);
    await door.kill("SIGKILL");
  }

  async function dismiss(worker: WorkerProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    workers.delete(worker);
    await worker.kill(signal);
  }

  /** As `pg_ctl restart -m immediate`: nobody says goodbye, the log is replayed. */
  async function restartPostgres(): Promise<void> {
    const postmaster = findPostmaster(realpathSync(dataDir)) ?? findPostmaster(`${process.cwd()}/${dataDir}`);
    process.kill(postmaster!.pid, "SIGQUIT");
    while (existsSync(`${dataDir}/postmaster.pid`)) await sleep(20);
    await startPostgres(pgOptions);
  }

  /** Our own questions must survive the restarts too. */
  async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
    for (let tries = 0; ; tries++) {
      try {
        return await ask();
      } catch (error) {
        if (tries > 50) throw error;
        await sleep(200);
      }
    }
  }

  async function end(): Promise<void> {
    await Promise.all([...[...workers].map((worker) => dismiss(worker)), ...[...doors].map(dismissDoor)]);
    await line.kill("SIGKILL");
    await close();
    await postgres.stop();
    const place = realpathSync(dataDir);
    for (const path of [place, dataDir, `${dataDir}.log`]) rmSync(path, { recursive: true, force: true });
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
