import { dirname } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** A client or a transaction: verbs take either, so they compose. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** The raw driver, for LISTEN and for connections that must be held. */
export type Sql = postgres.Sql;

export type Client = { db: Db; sql: Sql; close: () => Promise<void> };

const statementTimeoutMs = 60_000;
const idleInTransactionMs = 20_000;

/**
 * Opens a pool of connections; nothing is sent before the first query.
 * @param max connections at most
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Client {
  const client = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 10,
    backoff: secondsBeforeTry,
    connection: {
      application_name: "kairan",
      statement_timeout: statementTimeoutMs,
      // A process that froze between begin and commit must not keep rows locked.
      idle_in_transaction_session_timeout: idleInTransactionMs,
    },
  });
  const db = drizzle(client, { casing: "snake_case" }) as unknown as Db;
  return { db, sql: client, close: () => client.end({ timeout: 5 }) };
}

const longestPauseSeconds = 0.5;

/** The driver's own pauses grow to 20 seconds: so long would LINE and residents wait for a database that is back. */
function secondsBeforeTry(tries: number): number {
  return Math.min(0.05 * 2 ** tries, longestPauseSeconds) * (0.5 + Math.random() / 2);
}

/** Whether the tables have the shape this version needs. */
export async function isMigrated(db: Db, folder = "db/migrations"): Promise<boolean> {
  const newest = Math.max(...readMigrationFiles({ migrationsFolder: folder }).map((file) => file.folderMillis));
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  return Number(row?.at ?? 0) >= newest;
}

/** What somebody who holds a lock must hear of: words sent to a channel, and the end of the connection. */
export type AloneOptions = { onNotify?: () => void; onClose?: () => void };

/** One connection that other work never shares: for locks, which live and die with it. */
export function connectAlone(url: string, { onNotify, onClose }: AloneOptions = {}): Client {
  const options = {
    max: 1,
    max_lifetime: null,
    connect_timeout: 3,
    onnotice: () => {},
    onnotify: onNotify,
    onclose: onClose,
    connection: { application_name: "kairan lock", statement_timeout: 5000 },
  };
  const sql = postgres(url, options as postgres.Options<Record<string, never>>) as Sql;
  const db = drizzle(sql, { casing: "snake_case" }) as unknown as Db;
  return { db, sql, close: () => sql.end({ timeout: 0 }) };
}

/** Brings the tables to this version's shape. Several processes may call it at once: one works, the others wait. */
export async function migrateTables(url: string, folder = "db/migrations"): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await mustBeNewEnough(client);
    await client`select pg_advisory_lock(7100)`;
    await migrate(drizzle(client), { migrationsFolder: folder });
    for (const part of ["guards", "picks"]) await client.file(`${dirname(folder)}/${part}.sql`);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Debian 12 brings 15, which stops at our first table with a word about syntax. */
async function mustBeNewEnough(client: postgres.Sql): Promise<void> {
  const [server] = await client`select current_setting('server_version_num')::int as number`;
  if (server!.number >= 160_000) return;
  throw new Error(`PostgreSQL 16 以降が必要です（接続先は ${Math.floor(server!.number / 10_000)}）。`);
}
