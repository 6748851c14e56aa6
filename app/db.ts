import { type Client, connect, type Db } from "#db/client.ts";
import { getEnv } from "#lib/env.ts";

const shared = globalThis as { kairanClient?: Client };

/** The web process's one pool of connections. */
export function db(): Db {
  shared.kairanClient ??= connect(getEnv().databaseUrl, { max: 20 });
  return shared.kairanClient.db;
}
