import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

export type Secrets = ReturnType<typeof makeSecrets>;

export const secretsFile = ".data/local.json";

/** What this machine made up for itself, once. */
export function readSecrets(): Secrets {
  if (!existsSync(secretsFile)) writeOnce(JSON.stringify(makeSecrets(), null, 2));
  return JSON.parse(readFileSync(secretsFile, "utf8")) as Secrets;
}

function makeSecrets() {
  return {
    secretKey: randomBytes(32).toString("base64"),
    mailGatewayToken: token(),
    metricsToken: token(),
    channelSecret: randomBytes(16).toString("hex"),
    channelAccessToken: token(),
    loginChannelId: "1000000001",
    adminPassword: randomBytes(12).toString("base64url"),
  };
}

function token(): string {
  return randomBytes(24).toString("base64url");
}

/** A link is made whole or not at all, and only by the first of several processes. */
function writeOnce(text: string): void {
  mkdirSync(".data", { recursive: true });
  const half = `${secretsFile}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600 });
  try {
    linkSync(half, secretsFile);
  } catch (error) {
    if (!existsSync(secretsFile)) throw error;
  } finally {
    rmSync(half, { force: true });
  }
}
