import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";

const stamp = ".next/kairan-build";
const sources = ["app", "components", "liff", "lib", "db"].map((folder) => `${folder}/**/*`);
const settings = ["package-lock.json", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "public/**/*"];

/** Builds the pages when there is no build, or one of other sources. */
export async function ensureBuild(say: (line: string) => void = console.log): Promise<void> {
  const hash = hashSources();
  if (existsSync(".next/BUILD_ID") && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("画面を組み立てています（1分ほどかかります）…");
  const startedAt = Date.now();
  await build();
  writeFileSync(stamp, hash);
  say(`画面を組み立てました（${Math.round((Date.now() - startedAt) / 1000)}秒）。`);
}

function hashSources(): string {
  const files = globSync([...sources, ...settings])
    .filter((file) => !file.includes(".test.") && statSync(file).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function build(): Promise<void> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  process.once("exit", () => child.kill());
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`画面の組み立てに失敗しました。\n${output}`)),
    );
  });
}
