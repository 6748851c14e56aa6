import { canonical, type Decoded, decodeBytes } from "./charset.ts";

/** A header field as it came: one byte per character, unfolded. */
export type Header = { name: string; value: string };

const longestBlock = 1024 * 1024;
const mostHeaders = 2000;
const longestValue = 100_000;
const mostParameters = 200;

/** The fields of a header block, in order; lines that are no field are skipped. */
export function parseHeaders(block: Buffer): Header[] {
  const headers: Header[] = [];
  for (const line of block.toString("latin1", 0, longestBlock).split(/\r\n|\n|\r/)) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last && last.value.length < longestValue) last.value += line.replace(/^[ \t]+/, " ");
      continue;
    }
    const field = /^([!-9;-~]{1,200})[ \t]*:[ \t]*/.exec(line);
    if (field) headers.push({ name: field[1]!.toLowerCase(), value: line.slice(field[0].length, longestValue) });
    if (headers.length >= mostHeaders) break;
  }
  return headers;
}

/** The first field of that name, as bytes; "" when there is none. */
export function headerOf(headers: Header[], name: string): string {
  return headers.find((header) => header.name === name)?.value.trim() ?? "";
}

/** `type; name=value; name*0*=…` (RFC 2045, RFC 2231) with values decoded for people. */
export function parseParameters(value: string): { main: string; parameters: Map<string, string> } {
  const [main = "", ...rest] = splitOutsideQuotes(value, ";");
  const pieces = new Map<string, { at: number; coded: boolean; value: string }[]>();
  for (const part of rest.slice(0, mostParameters)) {
    const match = /^\s*([^=*\s]{1,100})(?:\*(\d{1,3}))?(\*)?\s*=\s*([\s\S]*)$/.exec(part);
    if (!match) continue;
    const name = match[1]!.toLowerCase();
    const piece = { at: Number(match[2] ?? 0), coded: match[3] === "*", value: unquoted(match[4]!.trim()) };
    pieces.set(name, [...(pieces.get(name) ?? []), piece]);
  }
  const parameters = new Map([...pieces].map(([name, parts]) => [name, joined(parts)]));
  return { main: main.trim().toLowerCase(), parameters };
}

/** What a text header says: encoded words, also split inside a character, or raw bytes of any charset. */
export function decodeHeader(value: string): Decoded {
  const notes: string[] = [];
  let unreadable: string | undefined;
  let charset = "ascii";
  const texts = runsOf(value).map((run) => {
    const decoded = decodeBytes(run.bytes, run.label);
    if (decoded.charset !== "ascii") charset = decoded.charset;
    if (run.label !== null) notes.push(...decoded.notes);
    unreadable ??= decoded.unreadable;
    return decoded.text;
  });
  return { text: texts.join(""), charset, notes, unreadable };
}

type Run = { label: string | null; bytes: Buffer };

const encodedWord = /=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=/g;

/** Adjoining encoded words of one charset are one run of bytes: senders cut them inside a character. */
function runsOf(value: string): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(end, match.index);
    const label = match[1]!.toLowerCase();
    const bytes = match[2]!.toLowerCase() === "b" ? fromBase64(match[3]!) : fromQ(match[3]!);
    const last = runs.at(-1);
    const adjoins = last?.label != null && between.trim() === "";
    if (!adjoins && between !== "") runs.push({ label: null, bytes: Buffer.from(between, "latin1") });
    if (adjoins && isSame(last.label, label)) last.bytes = Buffer.concat([last.bytes, bytes]);
    else runs.push({ label, bytes });
    end = match.index + match[0].length;
  }
  if (end < value.length) runs.push({ label: null, bytes: Buffer.from(value.slice(end), "latin1") });
  return runs;
}

/** UTF-8 and utf8 are one charset. */
function isSame(one: string | null, other: string): boolean {
  return one === other || (canonical(one) !== null && canonical(one) === canonical(other));
}

const mostPieces = 10_000;

/** Each word's own padding ends in the middle of a run; Node stops there, so it is read piece by piece. */
export function fromBase64(text: string): Buffer {
  return Buffer.concat(text.split(/=+/, mostPieces).map((piece) => Buffer.from(piece, "base64")));
}

function fromQ(text: string): Buffer {
  const bytes = text
    .replaceAll("_", " ")
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}

function joined(parts: { at: number; coded: boolean; value: string }[]): string {
  const ordered = parts.toSorted((one, other) => one.at - other.at);
  const value = ordered.map((part) => (part.coded ? unescaped(part.value) : part.value)).join("");
  const extended = ordered[0]!.coded ? /^([^']{0,60})'[^']{0,20}'([\s\S]*)$/.exec(value) : null;
  if (extended) return decodeBytes(Buffer.from(extended[2]!, "latin1"), extended[1] || null).text;
  return decodeHeader(value).text;
}

function unescaped(value: string): string {
  return value.replace(/%([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value.replace(/\([^()]*\)\s*$/, "").trim();
  return value.slice(1, value.lastIndexOf('"') > 0 ? value.lastIndexOf('"') : undefined).replace(/\\([\s\S])/g, "$1");
}

/** Splits at a separator that stands outside quotes, comments and raw JIS characters. */
export function splitOutsideQuotes(value: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let comment = 0;
  let kanji = false;
  for (let at = 0; at < value.length; at++) {
    const letter = value[at]!;
    if (letter === "\x1b") kanji = value[at + 1] === "$";
    else if (kanji) continue;
    else if (letter === "\\") at++;
    else if (letter === '"' && comment === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (letter === "(") comment++;
    else if (letter === ")" && comment > 0) comment--;
    else if (letter === separator && comment === 0) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts;
}
