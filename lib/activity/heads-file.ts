import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline/promises";
import { type Head, isOurs, parseHead } from "./heads.ts";

/** Adds a line, on the disk when this returns. */
export async function appendHead(file: string, head: Head): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a", 0o600);
  try {
    await handle.appendFile(`${JSON.stringify(head)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

export type HeadsFile = { found: boolean; heads: Head[]; ofOthers: number; unreadable: number };

/** The exported heads of this log, in the order in which they were written. */
export async function readHeads(file: string): Promise<HeadsFile> {
  const read: HeadsFile = { found: true, heads: [], ofOthers: 0, unreadable: 0 };
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) take(read, line);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    read.found = false;
  }
  return read;
}

function take(read: HeadsFile, line: string): void {
  if (line.trim() === "") return;
  const head = parseHead(line);
  if (!head) read.unreadable++;
  else if (!isOurs(head)) read.ofOthers++;
  else read.heads.push(head);
}
