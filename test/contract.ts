import { readFile } from "node:fs/promises";
import { applyProfile } from "#lib/profile/apply.ts";
import { addToken } from "#lib/staff/tokens.ts";
import { createControl } from "#sandbox/control.ts";
import { startSandbox } from "#sandbox/server.ts";
import { createTestDatabase } from "./database.ts";
import { testEnvironment } from "./environment.ts";

const system = { kind: "system", task: "test" } as const;

/**
 * A small city behind the routes of app/api, called as functions: a database of its own and a sandbox for LINE's keys.
 * Call before importing any route, for the environment is read once.
 */
export async function startContractCity() {
  const database = await createTestDatabase();
  const sandbox = await startSandbox({
    channelSecret: testEnvironment.LINE_CHANNEL_SECRET,
    channelAccessToken: testEnvironment.LINE_CHANNEL_ACCESS_TOKEN,
    loginChannelId: testEnvironment.LINE_LOGIN_CHANNEL_ID,
  });
  process.env.DATABASE_URL = database.url;
  process.env.LINE_API_URL = sandbox.url;
  process.env.LINE_JWKS_URL = `${sandbox.url}/oauth2/v2.1/certs`;
  const { db } = database.client;
  await applyProfile(db, system, JSON.parse(await readFile("profiles/sendai.json", "utf8")));
  return {
    db,
    control: createControl(sandbox.url),
    gatewayToken: testEnvironment.MAIL_GATEWAY_TOKEN,
    channelSecret: testEnvironment.LINE_CHANNEL_SECRET,
    token: (permissions: "view" | "edit" | "send" = "send") => addToken(db, system, { name: "test", permissions }),
    stop: async () => {
      await sandbox.close();
      const { kairanClient } = globalThis as { kairanClient?: { close: () => Promise<void> } };
      await kairanClient?.close();
      await database.drop();
    },
  };
}

export type ContractCity = Awaited<ReturnType<typeof startContractCity>>;
