import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Postmaster = { pid: number; port: number; ready: boolean };

/** The server that runs on this data directory, if one does, as told by its `postmaster.pid`. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  const lines = readPidFile(dataDir);
  const pid = Number(lines[0]);
  if (!pid || !isPostmaster(pid, dataDir)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/**
 * After a crash the number in `postmaster.pid` may belong to another program by now, which PostgreSQL would take for
 * a running server. When that number is free PostgreSQL clears up by itself, and checks more than we could.
 */
export function forgetStalePid(dataDir: string): void {
  const pid = Number(readPidFile(dataDir)[0]);
  if (pid && tell(pid, 0) && !isPostmaster(pid, dataDir)) rmSync(join(dataDir, "postmaster.pid"), { force: true });
}

/** Fast shutdown: open transactions are rolled back; harder when that takes too long. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (!tell(pid, signal)) return;
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(25)) if (!isAlive(pid)) return;
  }
}

function readPidFile(dataDir: string): string[] {
  try {
    return readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function isPostmaster(pid: number, dataDir: string): boolean {
  return isAlive(pid) && commandOf(pid).includes(`-D ${dataDir} `);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
}

/** A dead process whose parent never asks for it still has its number, but no command any more. */
function isAlive(pid: number): boolean {
  return tell(pid, 0) && commandOf(pid).trim() !== "";
}

function tell(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
