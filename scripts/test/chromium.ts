import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** A Chromium of this machine; undefined means Playwright's own. Root on Debian without any gets one installed. */
export async function findChromium(): Promise<string | undefined> {
  const found = process.env.KAIRAN_CHROMIUM || onPath();
  if (found) return found;
  if (existsSync(chromium.executablePath())) return undefined;
  install();
  const installed = onPath();
  if (installed) return installed;
  throw new Error(
    "ブラウザーの試験には Chromium が必要です: apt-get install chromium か npx playwright install chromium を実行するか、場所を KAIRAN_CHROMIUM に指定してください。",
  );
}

function onPath(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/bin", "/snap/bin"];
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`)).find((path) => existsSync(path));
}

function install(): void {
  if (process.getuid?.() !== 0) return;
  const quiet = {
    stdio: "ignore",
    timeout: 240_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  } as const;
  console.log("Chromium がないため、apt-get で入れています…");
  spawnSync("apt-get", ["update"], quiet);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], quiet);
}
