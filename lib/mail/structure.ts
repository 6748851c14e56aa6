import { fromBase64, type Header, headerOf, parseHeaders, parseParameters } from "./headers.ts";

/** One node of a mail's tree; `content` has its transfer encoding undone, multiparts have `children` instead. */
export type Part = {
  headers: Header[];
  type: string;
  parameters: Map<string, string>;
  disposition: string;
  filename: string;
  content: Buffer;
  children: Part[];
};

const deepest = 20;
const mostParts = 500;

/** The tree of a mail. Whatever is broken is read as far as it goes: a lost boundary ends at the next one or the end. */
export function parseStructure(raw: Buffer): Part {
  return parsePart(raw, 0, { left: mostParts });
}

function parsePart(raw: Buffer, depth: number, budget: { left: number }, fallback = "text/plain"): Part {
  const { head, body } = split(raw);
  const headers = parseHeaders(head);
  const { main, parameters } = parseParameters(headerOf(headers, "content-type"));
  const disposition = parseParameters(headerOf(headers, "content-disposition"));
  const type = /^[^\s/]+\/[^\s/]+$/.test(main) ? main : fallback;
  const filename = disposition.parameters.get("filename") ?? parameters.get("name") ?? "";
  const part = {
    headers,
    type,
    parameters,
    disposition: disposition.main,
    filename,
    content: body,
    children: [] as Part[],
  };
  const boundary = parameters.get("boundary");
  if (!type.startsWith("multipart/") || !boundary || depth >= deepest) return { ...part, content: untransferred(part) };
  const inner = type === "multipart/digest" ? "message/rfc822" : "text/plain";
  const bodies = sections(body, boundary, budget);
  if (bodies.length === 0) return { ...part, type: "text/plain", content: untransferred(part) };
  return {
    ...part,
    content: Buffer.alloc(0),
    children: bodies.map((each) => parsePart(each, depth + 1, budget, inner)),
  };
}

/** Head and body at the first empty line; a mail that starts without any field is all body. */
function split(raw: Buffer): { head: Buffer; body: Buffer } {
  const blank = raw[0] === 0x0a ? 1 : raw[0] === 0x0d && raw[1] === 0x0a ? 2 : 0;
  const bare = !/^(>?From |[!-9;-~]{1,200}[ \t]*:)/.test(raw.toString("latin1", 0, 220));
  if (blank > 0 || bare) return { head: raw.subarray(0, 0), body: raw.subarray(blank) };
  const ends = ["\r\n\r\n", "\n\n", "\r\r", "\n\r\n"].flatMap((mark) => {
    const at = raw.indexOf(mark);
    return at < 0 ? [] : [{ at, size: mark.length }];
  });
  const first = ends.toSorted((one, other) => one.at - other.at || other.size - one.size)[0];
  if (!first) return { head: raw, body: raw.subarray(raw.length) };
  return { head: raw.subarray(0, first.at), body: raw.subarray(first.at + first.size) };
}

function sections(body: Buffer, boundary: string, budget: { left: number }): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, "latin1");
  const found: Buffer[] = [];
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (!isDelimiter(body, at, mark.length)) continue;
    if (start >= 0 && budget.left-- > 0) found.push(body.subarray(start, beforeLineEnd(body, at, start)));
    const after = at + mark.length;
    if (body[after] === 0x2d && body[after + 1] === 0x2d) return found;
    const lineEnd = body.indexOf(0x0a, after);
    start = lineEnd < 0 ? body.length : lineEnd + 1;
  }
  if (start >= 0 && start < body.length && budget.left-- > 0) found.push(body.subarray(start));
  return found;
}

function isDelimiter(body: Buffer, at: number, size: number): boolean {
  const before = body[at - 1];
  if (at > 0 && before !== 0x0a && before !== 0x0d) return false;
  const after = body[at + size];
  const closing = after === 0x2d && body[at + size + 1] === 0x2d;
  return closing || after === undefined || after === 0x0a || after === 0x0d || after === 0x20 || after === 0x09;
}

function beforeLineEnd(body: Buffer, at: number, start: number): number {
  const end = body[at - 1] === 0x0a ? (body[at - 2] === 0x0d ? at - 2 : at - 1) : at;
  return Math.max(start, end);
}

function untransferred({ headers, content }: { headers: Header[]; content: Buffer }): Buffer {
  const encoding = headerOf(headers, "content-transfer-encoding")
    .toLowerCase()
    .replace(/[^a-z0-9-].*$/, "");
  if (encoding === "base64") return withoutPadding(content);
  if (encoding === "quoted-printable") return fromQuotedPrintable(content);
  return content;
}

/**
 * Lists append their footer in plain text behind a base64 body: the first line that is no base64 ends it. A stray
 * character in a line that otherwise is one was damaged on the way and is passed over (RFC 2045).
 */
function withoutPadding(content: Buffer): Buffer {
  const text = content.toString("latin1");
  if (!foreign.test(text)) return fromBase64(text);
  const lines = text.split("\n");
  const other = lines.findIndex((line) => !isBase64(line));
  const end = other < 0 ? lines.length : other;
  if (lines.slice(0, end).every((line) => line.trim() === "")) return content;
  const coded = fromBase64(lines.slice(0, end).join("").replace(allForeign, ""));
  return other < 0 ? coded : Buffer.concat([coded, Buffer.from(`\n${lines.slice(end).join("\n")}`, "latin1")]);
}

const foreign = /[^A-Za-z0-9+/=\s]/;
const allForeign = /[^A-Za-z0-9+/=]/g;

function isBase64(line: string): boolean {
  const letters = line.trim();
  if (!foreign.test(letters)) return true;
  const strays = letters.match(allForeign)!.length;
  return strays * 16 <= letters.length && !/\s|:\/\//.test(letters);
}

function fromQuotedPrintable(content: Buffer): Buffer {
  const out = Buffer.alloc(content.length);
  let length = 0;
  for (let at = 0; at < content.length; at++) {
    const byte = content[at]!;
    const soft = byte === 0x3d ? softBreak(content, at) : 0;
    const value = byte === 0x3d && soft === 0 ? hexAt(content, at + 1) : -1;
    if (soft > 0) at += soft;
    else if (value >= 0) {
      out[length++] = value;
      at += 2;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** How many bytes after "=" make a soft line break, spaces before the line end included. */
function softBreak(content: Buffer, at: number): number {
  let end = at + 1;
  while (content[end] === 0x20 || content[end] === 0x09) end++;
  if (content[end] === 0x0d && content[end + 1] === 0x0a) return end + 1 - at;
  return content[end] === 0x0a || content[end] === 0x0d || end >= content.length ? end - at : 0;
}

function hexAt(content: Buffer, at: number): number {
  const [high, low] = [digit(content[at]), digit(content[at + 1])];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function digit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & 0xdf;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1;
}
