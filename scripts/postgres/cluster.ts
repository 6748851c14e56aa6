import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plainEnv } from "./binaries.ts";
import type { Home } from "./home.ts";

const passwordFile = "kairan-password";

/** Makes the data directory when there is none. A first time that was cut short leaves only a folder nobody looks at. */
export async function ensureCluster(home: Home, durable: boolean): Promise<void> {
  if (existsSync(join(home.dataDir, "PG_VERSION"))) return checkAccess(home);
  const half = `${home.dataDir}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  initialize(home, half, durable);
  try {
    renameSync(half, home.dataDir);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(home.dataDir, "PG_VERSION"))) throw error;
  }
}

export function passwordOf(dataDir: string): string {
  return readFileSync(join(dataDir, passwordFile), "utf8");
}

function initialize(home: Home, folder: string, durable: boolean): void {
  mkdirSync(folder, { mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  const secret = `${folder}.password`;
  writeFileSync(secret, password, { mode: 0o600 });
  own(home, folder, secret);
  run(home, home.binaries.initdb, [...clusterOptions(folder, secret), ...(durable ? [] : ["--no-sync"])]);
  run(home, home.binaries.postgres, ["--single", "-D", folder, "postgres"], "create database kairan;\n");
  renameSync(secret, join(folder, passwordFile));
}

function clusterOptions(folder: string, secret: string): string[] {
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  return ["-D", folder, "-U", "kairan", "--auth=scram-sha-256", `--pwfile=${secret}`, ...locale];
}

function own({ user }: Home, ...paths: string[]): void {
  if (user.uid !== undefined) for (const path of paths) chownSync(path, user.uid, user.gid!);
}

function run({ user }: Home, program: string, args: string[], input?: string): void {
  const { status, stderr, error } = spawnSync(program, args, {
    ...user,
    cwd: "/",
    input,
    encoding: "utf8",
    env: plainEnv,
  });
  if (status !== 0) throw new Error(`PostgreSQLの準備に失敗しました: ${error?.message ?? stderr.trim()}`);
}

function checkAccess({ dataDir }: Home): void {
  try {
    passwordOf(dataDir);
    // PostgreSQL refuses a directory that others may read, and a copy of a disk easily makes it one.
    chmodSync(dataDir, 0o700);
  } catch {
    throw new Error(`${dataDir} は別の利用者が作ったデータのため使えません。同じ利用者で起動してください。`);
  }
}
