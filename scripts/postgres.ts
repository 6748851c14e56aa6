import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "./ports.ts";
import { plainEnv } from "./postgres/binaries.ts";
import { ensureCluster, passwordOf } from "./postgres/cluster.ts";
import { findHome, type Home } from "./postgres/home.ts";
import { findPostmaster, forgetStalePid, type Postmaster, stopPostmaster } from "./postgres/postmaster.ts";

export type LocalPostgres = { dataDir: string; url: string; stop: () => Promise<void> };

/** `durable: false` is for tests: faster, and worth nothing after a power cut. */
export type PostgresOptions = { dataDir: string; durable?: boolean; settings?: Record<string, string> };

const patienceMs = 60_000;

/**
 * A real PostgreSQL of our own in `dataDir`. One that already runs there is used as it is, whatever became of the
 * process that started it. `stop` is for the last one out: while others are connected it leaves the server running.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const home = await findHome(resolve(options.dataDir));
  await ensureCluster(home, options.durable ?? true);
  const { pid, port } = await untilRunning(home, options);
  const url = urlOf(home, port);
  return { dataDir: options.dataDir, url, stop: async () => ((await isUsed(url)) ? undefined : stopPostmaster(pid)) };
}

async function untilRunning(home: Home, options: PostgresOptions): Promise<Postmaster> {
  const until = Date.now() + patienceMs;
  let started: { failed: boolean } | undefined;
  while (Date.now() < until) {
    const found = findPostmaster(home.dataDir);
    if (found?.ready && (await answers(urlOf(home, found.port)))) return found;
    if (!found && (!started || started.failed)) {
      if (started) await sleep(300);
      forgetStalePid(home.dataDir);
      started = launch(home, await freePort(), options);
    }
    await sleep(25);
  }
  throw new Error(`PostgreSQLが起動しません。${logFile(options.dataDir)} を確認してください。`);
}

/** Started in a process group of its own, so that Ctrl-C reaches our processes first and the database last. */
function launch(home: Home, port: number, options: PostgresOptions): { failed: boolean } {
  const log = openSync(logFile(options.dataDir), "a", 0o600);
  const child = spawn(home.binaries.postgres, ["-D", home.dataDir, ...settingsOf(port, options)], {
    ...home.user,
    cwd: home.dataDir,
    detached: true,
    stdio: ["ignore", log, log],
    env: plainEnv,
  });
  closeSync(log);
  const started = { failed: false };
  child.once("error", () => {
    started.failed = true;
  });
  child.once("exit", () => {
    started.failed = true;
  });
  child.unref();
  return started;
}

function settingsOf(port: number, { durable = true, settings = {} }: PostgresOptions): string[] {
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    jit: "off",
    timezone: "UTC",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off", autovacuum: "off" }),
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function logFile(dataDir: string): string {
  return join(dirname(resolve(dataDir)), `${resolve(dataDir).split("/").at(-1)}.log`);
}

function urlOf(home: Home, port: number): string {
  return `postgres://kairan:${passwordOf(home.dataDir)}@127.0.0.1:${port}/kairan`;
}

async function answers(url: string): Promise<boolean> {
  return withConnection(url, async (sql) => (await sql`select 1`).length === 1).catch(() => false);
}

async function isUsed(url: string): Promise<boolean> {
  const others = (sql: postgres.Sql) => sql`
    select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  return withConnection(url, async (sql) => {
    for (let look = 0; look < 5; look++) {
      if ((await others(sql)).length === 0) return false;
      await sleep(100);
    }
    return true;
  }).catch(() => false);
}

async function withConnection<T>(url: string, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  return act(sql).finally(() => sql.end({ timeout: 1 }));
}
