import { randomBytes } from "node:crypto";
import { type Client, connect, migrateTables, type Sql } from "#db/client.ts";
import { migrateQueue } from "#lib/jobs/run.ts";
import { startPostgres } from "#scripts/postgres.ts";

export type TestDatabase = { client: Client; url: string; drop: () => Promise<void> };

const dataDir = ".data/test-postgres";

/** Tells the processes of a test run where their server and template are. */
const place = "KAIRAN_TEST_TEMPLATE";

/**
 * Once per test run: one server for all suites, with a migrated database to copy. Several runs at a time share the
 * server; each keeps a connection, so that none stops it under the others.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const server = await startPostgres({ dataDir, durable: false });
  const presence = connect(server.url, { max: 1 });
  await sweep(presence.sql);
  process.env[place] = await makeTemplate(presence.sql, server.url);
  return async () => {
    await presence.close();
    await server.stop();
  };
}

/** A database of its own for one suite, as `npm run kairan -- migrate` would leave it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(process.env[place]!);
  const name = `${template.pathname.slice(1)}_${randomBytes(4).toString("hex")}`;
  const url = databaseUrl(template.href, name);
  await asAdmin(template.href, (sql) => sql.unsafe(`create database ${name} template ${template.pathname.slice(1)}`));
  const client = connect(url);
  return {
    client,
    url,
    drop: async () => {
      await client.close();
      await asAdmin(template.href, (sql) => sql.unsafe(`drop database ${name} with (force)`));
    },
  };
}

/** Removes what runs that are over have left. */
async function sweep(sql: Sql): Promise<void> {
  const databases = await sql<{ name: string }[]>`select datname as name from pg_database where datname like 'run\\_%'`;
  for (const { name } of databases) {
    if (!isAlive(Number(name.split("_")[1]))) await sql.unsafe(`drop database if exists ${name} with (force)`);
  }
}

async function makeTemplate(sql: Sql, server: string): Promise<string> {
  const name = `run_${process.pid}`;
  await sql.unsafe(`drop database if exists ${name} with (force)`);
  await sql.unsafe(`create database ${name}`);
  const url = databaseUrl(server, name);
  await migrateTables(url);
  await migrateQueue(url);
  return url;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** By way of the server's own database: one that is being copied must have no visitors. */
async function asAdmin(url: string, act: (sql: Sql) => Promise<unknown>): Promise<void> {
  const { sql, close } = connect(databaseUrl(url, "kairan"), { max: 1 });
  await act(sql).finally(close);
}
