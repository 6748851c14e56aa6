import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { testEnvironment } from "#test/environment.ts";

/** A process of the stage; each line it logs is told. */
export type Actor = { pid: number; isAlive: () => boolean; kill: (signal: NodeJS.Signals) => Promise<void> };

export function startActor(script: string, args: string[], env: object, onLine: (line: string) => void): Actor {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
    env: { ...testEnvironment, ...env, PATH: process.env.PATH, NODE_ENV: "test" },
    stdio: ["ignore", "pipe", process.env.CRASH_DEBUG ? "inherit" : "ignore"],
  });
  createInterface({ input: child.stdout! }).on("line", onLine);
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return { pid: child.pid!, isAlive, kill: (signal) => kill(child, signal) };
}

/** Starts LINE as a process of its own, so that nothing we do to ourselves disturbs it. */
export async function startLine(settings: object): Promise<Actor & { url: string }> {
  const heard = Promise.withResolvers<string>();
  const actor = startActor("sandbox/main.ts", [], settings, (line) => {
    if (line.includes('"sandbox"')) heard.resolve((JSON.parse(line) as { sandbox: string }).sandbox);
  });
  return { ...actor, url: await heard.promise };
}

/** SIGSTOP and SIGCONT leave it alive; everything else is waited for. */
async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  if (signal !== "SIGSTOP" && signal !== "SIGCONT") await gone;
}
