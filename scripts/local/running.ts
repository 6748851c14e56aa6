import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Where the parts of `npm start` answer: to people, to this machine, and LINE's sandbox. */
export type Places = { webUrl: string; localUrl: string; sandboxUrl?: string };

const file = ".data/running.json";

/** The `npm start` of this checkout that runs now, if one does. */
export function findRunning(): Places | undefined {
  const running = readRunning();
  return running && isStart(running.pid) ? running : undefined;
}

/** The same of one that was killed, too. */
export function readRunning(): (Places & { pid: number }) | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Tells the commands of this checkout where we are; gives back what takes that back. */
export function announceRunning({ webUrl, localUrl, sandboxUrl }: Places): () => void {
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, webUrl, localUrl, sandboxUrl }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return () => rmSync(file, { force: true });
}

/** After a crash the number may belong to another program by now. */
function isStart(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/start.ts");
  } catch {
    return false;
  }
}
