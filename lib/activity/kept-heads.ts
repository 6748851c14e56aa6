import { readFile } from "node:fs/promises";
import { readMail } from "../mail/read.ts";
import { type HeadsFile, noHeads, readHeads, takeHead } from "./heads-file.ts";

/**
 * Heads that somebody kept elsewhere: a copy of the file, or daily mails, saved as they came (.eml) or as text. Mail
 * programs fold long lines and put `>` before what is quoted.
 */
export async function readKeptHeads(file: string): Promise<HeadsFile> {
  const asLines = await readHeads(file);
  if (asLines.unreadable === 0) return asLines;
  const read = noHeads();
  for (const [found] of (await textIn(file)).matchAll(/\{"[^{}]*\}/g))
    takeHead(read, found.replace(/\s*\n[\s>]*/g, ""));
  return read;
}

async function textIn(file: string): Promise<string> {
  const raw = await readFile(file);
  const text = raw.toString("utf8");
  return /^[A-Za-z][\w-]*:/.test(text) ? (await readMail(raw)).text : text;
}
