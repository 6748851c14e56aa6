import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Finding } from "./findings.ts";
import { type Head, isOurs, parseHead } from "./heads.ts";

/** Adds a line, on the disk when this returns. */
export async function appendHead(file: string, head: Head): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a+", 0o600);
  try {
    const start = (await endsTorn(handle)) ? "\n" : "";
    await handle.appendFile(`${start}${JSON.stringify(head)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** After a power cut half a line may stand there: the next one must not become part of it. */
async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer[0] !== "\n".charCodeAt(0);
}

/** `signatures`: of all lines, also of those that are no evidence here. */
export type HeadsFile = {
  found: boolean;
  heads: Head[];
  ofOthers: number;
  unreadable: number;
  signatures: Set<string>;
};

export const noHeads = (): HeadsFile => ({
  found: true,
  heads: [],
  ofOthers: 0,
  unreadable: 0,
  signatures: new Set(),
});

/** The exported heads of this log, in the order in which they were written. */
export async function readHeads(file: string): Promise<HeadsFile> {
  const read = noHeads();
  try {
    for await (const line of createInterface({ input: createReadStream(file) })) takeHead(read, line);
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
    read.found = false;
  }
  return read;
}

export function takeHead(read: HeadsFile, line: string): void {
  if (line.trim() === "") return;
  const head = parseHead(line);
  if (!head) {
    read.unreadable++;
    return;
  }
  read.signatures.add(head.signature);
  if (isOurs(head)) read.heads.push(head);
  else read.ofOthers++;
}

/**
 * Lines that were written and are not in the file: another line names one as the one before it, or the database knows
 * one as the newest. By number of the row; the first of them.
 */
export function missingLines(
  { heads, signatures }: HeadsFile,
  newest?: Head,
): { count: number; first: Finding | null } {
  const isHere = (signature: string | undefined) => !signature || signatures.has(signature);
  const findings = heads.flatMap(({ previous, seq }, index): Finding[] => {
    if (isHere(previous)) return [];
    return [{ kind: "head-missing", seq: heads[index - 1]?.seq ?? 1, through: seq, id: null }];
  });
  if (!isHere(newest?.signature)) findings.push({ kind: "head-missing", seq: newest!.seq, id: null });
  return { count: findings.length, first: findings[0] ?? null };
}
