import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Where the parts of a running `npm start` answer. */
export type Places = { webUrl: string; sandboxUrl?: string };

const file = ".data/running.json";

/** The `npm start` of this checkout that runs now, if one does. */
export function findRunning(): Places | undefined {
  try {
    const { pid, ...places } = JSON.parse(readFileSync(file, "utf8")) as Places & { pid: number };
    return isStart(pid) ? places : undefined;
  } catch {
    return undefined;
  }
}

/** Tells the commands of this checkout where we are; gives back what takes that back. */
export function announceRunning(places: Places): () => void {
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, ...places }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return () => rmSync(file, { force: true });
}

/** After a crash the number may belong to another program by now. */
function isStart(pid: number): boolean {
  process.kill(pid, 0);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/start.ts");
  } catch {
    return process.platform !== "linux";
  }
}
