import Encoding from "encoding-japanese";

/** What a mail of the corpus must be read as. What is not named is not asked. */
export type Case = {
  name: string;
  raw: Buffer;
  subject?: string;
  text?: string;
  kind?: "mail" | "bounce" | "auto_reply" | "receipt" | "calendar";
  from?: string;
  fromName?: string;
  attachments?: string[];
  /** Nobody can tell what it says. */
  unreadable?: boolean;
  /** It is read, but a person must look. */
  problem?: boolean;
};

export type Charset = "JIS" | "SJIS" | "EUCJP" | "UTF8";

export function bytes(text: string, charset: Charset = "UTF8"): Buffer {
  if (charset === "UTF8") return Buffer.from(text);
  return Buffer.from(Encoding.convert(Encoding.stringToCode(text), { to: charset, from: "UNICODE" }));
}

/** Bytes written out: "1b 24 42" or "1b2442". */
export function hex(digits: string): Buffer {
  return Buffer.from(digits.replace(/\s/g, ""), "hex");
}

export function join(...pieces: (Buffer | string)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
}

/** A mail as it lies on the wire. */
export function mail(head: (Buffer | string)[], body: Buffer | string = "", end = "\r\n"): Buffer {
  return join(...head.flatMap((line) => [line, end]), end, body);
}

export const sender = "From: info@city.example";

export function bWord(value: Buffer | string, label = "UTF-8"): string {
  return `=?${label}?B?${Buffer.from(value as string).toString("base64")}?=`;
}

export function qWord(value: Buffer, label = "UTF-8"): string {
  const coded = [...value].map((byte) =>
    byte === 0x20 ? "_" : /[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : escaped(byte),
  );
  return `=?${label}?Q?${coded.join("")}?=`;
}

export function quotedPrintable(value: Buffer): string {
  const coded = [...value].map((byte) => (byte === 10 ? "\r\n" : byte === 13 ? "" : escaped(byte)));
  return coded.join("").replace(/((?:=[0-9A-F]{2}){20})/g, "$1=\r\n");
}

export function base64(value: Buffer | string): string {
  return Buffer.from(value as string).toString("base64").replace(/.{76}/g, "$&\r\n");
}

function escaped(byte: number): string {
  return `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

export function part(type: string, body: Buffer | string, ...more: string[]): Buffer {
  return join(`Content-Type: ${type}\r\n`, ...more.map((line) => `${line}\r\n`), "\r\n", body);
}

export function multipart(kind: string, boundary: string, parts: Buffer[]): { type: string; body: Buffer } {
  const body = join(...parts.flatMap((each) => [`--${boundary}\r\n`, each, "\r\n"]), `--${boundary}--\r\n`);
  return { type: `multipart/${kind}; boundary="${boundary}"`, body };
}

export const utf8 = "text/plain; charset=utf-8";
