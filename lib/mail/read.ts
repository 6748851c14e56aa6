import { createHash } from "node:crypto";
import { type MailAddress, parseAddresses } from "./addresses.ts";
import { brokenIn, composed, type Decoded, decodeBytes } from "./charset.ts";
import { dateIn } from "./dates.ts";
import { unflow } from "./flowed.ts";
import { decodeHeader, type Header, headerOf } from "./headers.ts";
import { htmlToText } from "./html.ts";
import { kindOf, type MailKind } from "./kind.ts";
import { type Part, parseStructure } from "./structure.ts";

export type MailAttachment = { name: string; type: string; size: number; hash: string };

/** A mail as people read it. `problems` are reasons for a person to look; `unreadable` means nobody can tell what it says. */
export type ReadMail = {
  messageId: string | null;
  date: Date | null;
  from: MailAddress | null;
  to: MailAddress[];
  listId: string | null;
  subject: string;
  text: string;
  attachments: MailAttachment[];
  kind: MailKind;
  headers: Record<string, string>;
  charsetNotes: string[];
  problems: string[];
  unreadable?: string;
};

/** Reads any bytes as a mail; it never throws. */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  try {
    return read(raw);
  } catch (error) {
    const reason = `メールの形を読み取れませんでした。（${error instanceof Error ? error.name : "不明"}）`;
    return nobodyCanRead(reason);
  }
}

export function nobodyCanRead(reason: string): ReadMail {
  return { ...blank, to: [], attachments: [], headers: {}, charsetNotes: [], problems: [], unreadable: reason };
}

const blank = { messageId: null, date: null, from: null, listId: null, subject: "", text: "", kind: "mail" as const };
/** In bytes. Alerts are a few kilobytes; what is larger may hold the processor for a second. */
export const smallMail = 64 * 1024;
/** Four times what LINE takes in five messages; whoever writes more is no sender of alerts. */
const longestText = 100_000;
/** In bytes of one part, transfer encoding undone. */
const longestPart = 3 * 1024 * 1024;

function read(raw: Buffer): ReadMail {
  const root = parseStructure(raw);
  const { headers } = root;
  const subject = decodeHeader(headerOf(headers, "subject"));
  const senders = parseAddresses(headerOf(headers, "from"));
  const from = senders.find(({ address }) => address !== "") ?? senders[0] ?? null;
  const texts = readable(root);
  const whole = texts.map((each) => each.text).join("\n");
  const text = tidy(whole.slice(0, 2 * longestText));
  const isCut = texts.some((each) => each.isCut) || whole.length > 2 * longestText || text.length > longestText;
  const line = oneLine(subject.text);
  const attachments = attachmentsOf(root);
  const dated = oneLine(decodeHeader(headerOf(headers, "date").slice(0, 500)).text);
  const date = dateIn(dated);
  const kind = kindOf({ headers, from: from?.address ?? "", fromName: from?.name ?? "", subject: line, root });
  return {
    messageId: messageIdOf(headers),
    date,
    from,
    to: recipients(headers),
    listId: oneLine(decodeHeader(headerOf(headers, "list-id")).text) || null,
    subject: line,
    text: text.slice(0, longestText),
    attachments,
    kind,
    headers: Object.fromEntries(kept.flatMap((name) => keep(headers, name))),
    charsetNotes: [...new Set([subject, ...texts].flatMap((each) => each.notes))],
    problems: [
      ...problemsOf(raw, line, text, isCut),
      ...(kind === "mail" && text === "" && attachments.length > 0 ? [noWords] : []),
      ...(dated !== "" && date === null ? ["日時（Date）を読み取れないため、古さを確認できません。"] : []),
      ...twofold(headers),
    ],
    unreadable: [subject, ...texts].find((each) => each.unreadable)?.unreadable,
  };
}

const kept = ["return-path", "auto-submitted", "precedence", "sender", "reply-to", "content-type", "x-mailer"];

function keep(headers: Header[], name: string): [string, string][] {
  const value = headerOf(headers, name);
  return value === "" ? [] : [[name, oneLine(decodeHeader(value.slice(0, 1000)).text)]];
}

function messageIdOf(headers: Header[]): string | null {
  const value = headerOf(headers, "message-id");
  return /<[^<>\s]+>/.exec(value)?.[0] ?? (value.split(/\s/)[0] || null);
}

function recipients(headers: Header[]): MailAddress[] {
  const fields = headers.filter((header) => ["to", "cc", "delivered-to", "x-original-to"].includes(header.name));
  return fields.slice(0, 50).flatMap((header) => parseAddresses(header.value));
}

type PartText = Decoded & { isCut: boolean };

/** The texts that a reader sees, in order: of alternatives the plain one, if it says anything. */
function readable(part: Part): PartText[] {
  if (part.type === "multipart/alternative") {
    const versions = part.children.map((child) => ({ plain: holdsPlain(child), texts: readable(child) }));
    const full = versions.filter((version) => version.texts.some((each) => each.text.trim() !== ""));
    return (full.findLast((version) => version.plain) ?? full.at(-1) ?? versions[0])?.texts ?? [];
  }
  if (part.type.startsWith("multipart/") && part.children.length > 0) return part.children.flatMap(readable);
  return isText(part) ? [textOf(part)] : [];
}

function holdsPlain(part: Part): boolean {
  return part.type === "text/plain" || part.children.some(holdsPlain);
}

function isText(part: Part): boolean {
  if (part.disposition === "attachment") return false;
  return (
    ["text/plain", "text/html", "text/enriched"].includes(part.type) ||
    (part.type.startsWith("multipart/") && part.children.length === 0)
  );
}

function textOf(part: Part): PartText {
  const label = part.parameters.get("charset") || null;
  const isHtml = part.type === "text/html";
  const content = beginning(part.content);
  const said = decodeBytes(content, label ?? (isHtml ? metaCharset(content) : null));
  const decoded = { ...said, isCut: content.length < part.content.length };
  const lines = decoded.text.replace(/\r\n?/g, "\n");
  if (isHtml) return { ...decoded, text: composed(htmlToText(lines)) };
  const flowed = part.parameters.get("format")?.toLowerCase() === "flowed";
  return { ...decoded, text: flowed ? unflow(lines, part.parameters.get("delsp")?.toLowerCase() === "yes") : lines };
}

/** Up to a line end where there is one, so that no letter is cut in the middle. */
function beginning(content: Buffer): Buffer {
  if (content.length <= longestPart) return content;
  const end = content.lastIndexOf(0x0a, longestPart);
  return content.subarray(0, end > 0 ? end : longestPart);
}

function metaCharset(content: Buffer): string | null {
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})/i.exec(content.toString("latin1", 0, 4096))?.[1] ?? null;
}

function attachmentsOf(part: Part): MailAttachment[] {
  if (part.children.length > 0) return part.children.flatMap(attachmentsOf);
  if (isText(part)) return [];
  const hash = createHash("sha256").update(part.content).digest("hex");
  return [{ name: oneLine(part.filename), type: part.type, size: part.content.length, hash }];
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: senders let them slip in
  return text.replace(/[\x00-\x1f\x7f\s]+/g, (gap) => (gap === "\u3000" ? gap : " ")).trim();
}

function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: senders let them slip in
  const clean = text.replace(/\f/g, "\n").replace(/[\x00-\x08\x0b\x0e-\x1f\x7f]/g, "");
  const lines = clean.split("\n").map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== "");
  return first < 0 ? "" : lines.slice(first, lines.findLastIndex((line) => line !== "") + 1).join("\n");
}

const noWords = "本文がありません。添付ファイルか、暗号化された内容だけのメールです。";

/** Programs disagree on which of two counts, so a forger's mail shows one to whoever checks it and another to us. */
function twofold(headers: Header[]): string[] {
  const all = (name: string) => headers.filter((header) => header.name === name).map((header) => header.value.trim());
  const senders = all("from").flatMap((value) => parseAddresses(value).map(({ address }) => address));
  return [
    ...(new Set(senders.filter((address) => address !== "")).size > 1 ? ["差出人（From）が複数あります。"] : []),
    ...(new Set(all("subject")).size > 1 ? ["件名（Subject）が複数あります。"] : []),
  ];
}

function problemsOf(raw: Buffer, subject: string, text: string, isCut: boolean): string[] {
  const broken = brokenIn(subject) + brokenIn(text);
  return [
    ...(raw.length === 0 ? ["メールが空です。"] : []),
    ...(broken > 0 ? [`読めない文字が${broken}字あります。`] : []),
    ...(isCut ? ["本文が長すぎるため、途中までしか読んでいません。"] : []),
  ];
}
