import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

export type Ran<Report> = { code: number | null; output: string; report: Report | undefined };

/** Runs a test runner that writes its report to `file`; a report of an earlier run is never taken for this one's. */
export async function runWithReport<Report>(
  args: string[],
  file: string,
  env: Record<string, string> = {},
): Promise<Ran<Report>> {
  mkdirSync(".data", { recursive: true });
  rmSync(file, { force: true });
  const { code, output } = await run(args, env);
  return { code, output, report: existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : undefined };
}

function run(args: string[], env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: "0", ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output: output.trim() })));
}
