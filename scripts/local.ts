import { isLineConfigured, readEnv } from "#lib/env.ts";
import { findRunning } from "./local/running.ts";
import { readSecrets, type Secrets } from "./local/secrets.ts";
import { type LocalPostgres, startPostgres } from "./postgres.ts";

export type Local = {
  secrets: Secrets;
  /** True when LINE is the sandbox of this machine. */
  sandbox: boolean;
  /** The database we brought up; undefined when `DATABASE_URL` names one. */
  postgres?: LocalPostgres;
};

/** Where nothing listens: commands that need no LINE work without a running sandbox. */
const nowhere = "http://127.0.0.1:1";
const anyDatabase = "postgres://127.0.0.1/kairan";

/**
 * Sets what the environment leaves open, so that everything started from this checkout agrees. What is malformed is
 * refused before anything heavy starts.
 * @param places where `npm start` is about to put its web app and sandbox; others ask the `npm start` that runs
 */
export async function prepareLocal(places = findRunning()): Promise<Local> {
  const secrets = readSecrets();
  const sandbox = !isLineConfigured(process.env);
  const borrowsKey = !process.env.SECRET_KEY && process.env.DATABASE_URL;
  fill(secretsFor(secrets));
  if (sandbox) fill(sandboxValues(secrets, process.env.KAIRAN_SANDBOX_URL || places?.sandboxUrl));
  if (!process.env.PORT && places) fill({ PUBLIC_URL: places.webUrl });
  readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || anyDatabase });
  if (borrowsKey) warnAboutKey();
  return { secrets, sandbox, postgres: await ensureDatabase() };
}

function secretsFor({ secretKey, mailGatewayToken, metricsToken }: Secrets) {
  return { SECRET_KEY: secretKey, MAIL_GATEWAY_TOKEN: mailGatewayToken, METRICS_TOKEN: metricsToken };
}

function sandboxValues(secrets: Secrets, url: string | undefined) {
  return {
    LINE_CHANNEL_SECRET: secrets.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: secrets.channelAccessToken,
    LINE_LOGIN_CHANNEL_ID: secrets.loginChannelId,
    LIFF_ID: `sandbox-${secrets.loginChannelId}`,
    LINE_API_URL: url ?? nowhere,
    LINE_DATA_API_URL: url ?? nowhere,
    LINE_JWKS_URL: `${url ?? nowhere}/oauth2/v2.1/certs`,
    ...(url ? { KAIRAN_SANDBOX_URL: url } : {}),
  };
}

function fill(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value;
}

async function ensureDatabase(): Promise<LocalPostgres | undefined> {
  if (process.env.DATABASE_URL) return undefined;
  const postgres = await startPostgres({ dataDir: ".data/postgres" });
  process.env.DATABASE_URL = postgres.url;
  process.once("beforeExit", () => void postgres.stop());
  return postgres;
}

function warnAboutKey(): void {
  console.error(
    "注意: SECRET_KEY が設定されていないため、.data/local.json の鍵を使います（この鍵も必ず保管してください）。",
  );
}
