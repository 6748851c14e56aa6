import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { testEnvironment } from "#test/environment.ts";

/** A process under measurement. */
export type Measured = { pid: number; line: (containing: string) => Promise<string>; stop: () => Promise<void> };

/** `args` as behind `node`. */
export function startProcess(args: string[], env: object): Measured {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: { ...testEnvironment, ...env, PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout! });
  const waiting = new Set<(line: string) => void>();
  lines.on("line", (line) => {
    for (const hear of waiting) hear(line);
  });
  return {
    pid: child.pid!,
    line: (containing) =>
      new Promise((resolve) => {
        const hear = (line: string) => {
          if (!line.includes(containing)) return;
          waiting.delete(hear);
          resolve(line);
        };
        waiting.add(hear);
      }),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

const ticksPerSecond = 100;

/** Processor seconds of a process so far, and of those of its children that have ended. */
export function cpuSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields ? fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond : 0;
}

/** A process and everything it started: PostgreSQL is one process per connection. */
export function cpuSecondsOfFamily(pid: number): number {
  const children = processes().filter((other) => Number(statOf(other)?.[1]) === pid);
  return cpuSeconds(pid) + children.reduce((sum, child) => sum + cpuSeconds(child), 0);
}

/** The most memory a process ever held, in MB. */
export function peakMemoryMb(pid: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(found?.[1]) / 1024);
}

/** What stands after the name in /proc/…/stat: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  } catch {
    return undefined;
  }
}

function processes(): number[] {
  return readdirSync("/proc").map(Number).filter(Boolean);
}
