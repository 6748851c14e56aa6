import { type Client, connect } from "#db/client.ts";
import type { Actor } from "#lib/actor.ts";
import { getEnv } from "#lib/env.ts";

/** Who acts on the command line: whoever holds the machine. */
export const operator: Actor = { kind: "system", task: "コマンドライン" };

/** Opens the database for one command and closes it after. */
export async function withDatabase<T>(act: (client: Client) => Promise<T>): Promise<T> {
  const client = connect(getEnv().databaseUrl, { max: 4 });
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}
