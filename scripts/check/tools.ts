import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { brokenHouseRules } from "./house-rules.ts";

/** One check: what it says when it fails, or nothing. */
export type Check = { name: string; run: () => Promise<string | undefined> };

const rooms = [
  "app",
  "components",
  "liff",
  "lib",
  "db",
  "worker",
  "sandbox",
  "scripts",
  "test",
  "e2e",
  "bench",
  "server.ts",
];
const deadCodeAdvice = "使われていません。export を外すか、消してください（使う予定のものは、使うときに書きます）。";

/** All checks of a checkout, the slowest first. */
export function checksOf(root = "."): Check[] {
  const bin = (name: string, args: string[]) => run(root, name, args);
  return [
    { name: "types（tsc）", run: () => bin("tsc", ["--noEmit"]) },
    { name: "walls（dependency-cruiser）", run: () => walls(root) },
    { name: "dead code（knip）", run: async () => advise(await bin("knip", ["--no-progress", "--no-config-hints"])) },
    { name: "format, lint（biome）", run: () => bin("biome", ["check", "--max-diagnostics=50"]) },
    { name: "house rules", run: async () => brokenHouseRules(root).join("\n") || undefined },
  ];
}

function walls(root: string): Promise<string | undefined> {
  const present = rooms.filter((room) => existsSync(`${root}/${room}`));
  return run(root, "depcruise", ["--config", ".dependency-cruiser.cjs", "--output-type", "err-long", ...present]);
}

function advise(output: string | undefined): string | undefined {
  return output && `${output}\n\n${deadCodeAdvice}`;
}

function run(cwd: string, name: string, args: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(`node_modules/.bin/${name}`, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}`.trim() || error.message : undefined),
    );
  });
}
