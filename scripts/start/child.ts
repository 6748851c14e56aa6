import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

export type Child = { name: string; log: string; stop: () => Promise<void> };

const restartMs = 300;
const longestPauseMs = 10_000;
const shortLifeMs = 2000;
const farewellMs = 5000;

const quiet = ["--disable-warning=ExperimentalWarning", "--import", pathToFileURL("scripts/start/parent.ts").href];

/**
 * Keeps a program of this house running in a process of its own: one that dies is started again, with longer
 * pauses when it keeps dying at once. What it says goes to `.data/<name>.log`.
 */
export function keepRunning(name: string, args: string[], env: Record<string, string> = {}): Child {
  const log = freshLog(name);
  let stopping = false;
  let shortLives = 0;
  let current = live();
  return {
    name,
    log,
    stop: async () => {
      stopping = true;
      await end(current);
    },
  };

  function live(): ChildProcess {
    const bornAt = Date.now();
    const child = launch(args, env, log);
    child.once("exit", async (code, signal) => {
      if (stopping) return;
      shortLives = Date.now() - bornAt < shortLifeMs ? shortLives + 1 : 0;
      await sleep(Math.min(restartMs * 2 ** Math.max(0, shortLives - 1), longestPauseMs));
      if (stopping) return;
      console.error(`${name} が止まったため（${signal ?? code}）、起動し直しました。詳しくは ${log}`);
      current = live();
    });
    return child;
  }
}

function launch(args: string[], env: Record<string, string>, log: string): ChildProcess {
  const out = openSync(log, "a", 0o600);
  const child = spawn(process.execPath, [...quiet, ...args], {
    stdio: ["ignore", out, out, "ipc"],
    env: { ...process.env, NODE_ENV: "production", ...env },
  });
  closeSync(out);
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([gone, sleep(farewellMs, undefined, { ref: false })]);
  child.kill("SIGKILL");
  await gone;
}

/** The log of the start before is kept beside it. */
function freshLog(name: string): string {
  const log = `.data/${name}.log`;
  if (existsSync(log)) renameSync(log, `${log}.1`);
  return log;
}
