import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "#db/client.ts";
import { freePort } from "#scripts/ports.ts";
import { type Control, createControl } from "../sandbox/control.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { testEnvironment } from "./environment.ts";
import { firstLine, launch, type Process, runToEnd } from "./process.ts";

export type City = {
  url: string;
  control: Control;
  client: Client;
  /** What its processes have as environment. */
  env: Record<string, string>;
  staff: { email: string; password: string };
  mailToken: string;
  apiToken: string;
  web: { kill: () => Promise<void>; start: () => Promise<void> };
  worker: { kill: () => Promise<void>; start: () => Promise<void> };
  /** Runs `npm run kairan -- …` against this city; gives back what it prints. */
  kairan: (...words: string[]) => Promise<string>;
  /** Hands a mail in as the gateway does; gives back its id. */
  sendMail: (raw: Buffer | string) => Promise<string>;
  stop: () => Promise<void>;
};

const patienceMs = 30_000;

/** A whole system of its own: database, sandbox, web and worker as separate processes, with Sendai's profile. */
export async function startCity(profile = "profiles/sendai.json", more: Record<string, string> = {}): Promise<City> {
  const database = await createTestDatabase();
  const running = new Set<Process>();
  const stop = async () => {
    await Promise.all([...running].map((process) => process.stop("SIGKILL")));
    await database.drop();
  };
  try {
    return { ...(await buildCity(database, profile, more, running)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function buildCity(
  database: TestDatabase,
  profile: string,
  more: Record<string, string>,
  running: Set<Process>,
): Promise<Omit<City, "stop">> {
  const start = (args: string[], env: Record<string, string>) => {
    const process = launch(args, env);
    running.add(process);
    return process;
  };
  const port = await freePort();
  const sandbox = start(["sandbox/main.ts"], sandboxEnv(port));
  const sandboxUrl = (JSON.parse(await firstLine(sandbox)) as { sandbox: string }).sandbox;
  // Behind a proxy PUBLIC_URL is another address than the one we knock at.
  const url = `http://localhost:${port}`;
  const env = { ...cityEnv(database.url, port, sandboxUrl), ...more };
  const kairan = (...words: string[]) => runToEnd(["scripts/kairan.ts", ...words], env);
  let web = start(["scripts/kairan.ts", "web"], env);
  await kairan("apply", profile);
  let worker = start(["scripts/kairan.ts", "worker"], env);
  const staff = { email: "e2e@example.jp", password: randomBytes(12).toString("base64url") };
  const [apiToken] = await Promise.all([
    kairan("token", "add", "--name", "e2e", "--permission", "send"),
    kairan("staff", "add", "--email", staff.email, `--password=${staff.password}`, "--permission", "send"),
    untilReady(url, web),
  ]);
  return {
    url,
    control: createControl(sandboxUrl),
    client: database.client,
    env,
    staff,
    mailToken: env.MAIL_GATEWAY_TOKEN!,
    apiToken: apiToken!.trim(),
    kairan,
    sendMail: (raw) => sendMail(url, env, raw),
    web: {
      kill: () => web.stop("SIGKILL"),
      start: () => {
        web = start(["scripts/kairan.ts", "web"], env);
        return untilReady(url, web);
      },
    },
    worker: {
      kill: () => worker.stop("SIGKILL"),
      start: async () => {
        worker = start(["scripts/kairan.ts", "worker"], env);
      },
    },
  };
}

function sandboxEnv(port: number): Record<string, string> {
  return {
    SANDBOX_CHANNEL_SECRET: testEnvironment.LINE_CHANNEL_SECRET,
    SANDBOX_CHANNEL_ACCESS_TOKEN: testEnvironment.LINE_CHANNEL_ACCESS_TOKEN,
    SANDBOX_LOGIN_CHANNEL_ID: testEnvironment.LINE_LOGIN_CHANNEL_ID,
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${port}/api/line/webhook`,
  };
}

function cityEnv(databaseUrl: string, port: number, sandboxUrl: string): Record<string, string> {
  return {
    ...testEnvironment,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    LIFF_ID: "sandbox-e2e",
    LINE_API_URL: sandboxUrl,
    LINE_DATA_API_URL: sandboxUrl,
    LINE_JWKS_URL: `${sandboxUrl}/oauth2/v2.1/certs`,
    KAIRAN_SANDBOX_URL: sandboxUrl,
  };
}

async function untilReady(url: string, web: Process): Promise<void> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(50)) {
    if (web.isOver()) break;
    if ((await fetch(`${url}/api/ready`).catch(() => undefined))?.ok) return;
  }
  throw new Error(`the web app does not answer:\n${web.output()}`);
}

async function sendMail(url: string, env: Record<string, string>, raw: Buffer | string): Promise<string> {
  const response = await fetch(`${url}/api/mail`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.MAIL_GATEWAY_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({
      raw: Buffer.from(raw).toString("base64"),
      auth: { spf: "pass", dkim: "pass", dmarc: "pass" },
    }),
  });
  if (!response.ok) throw new Error(`the mail API answered ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
