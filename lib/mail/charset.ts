import { decodeJis, hasJisEscape } from "./jis.ts";

/** What the bytes say, and whether they could be read. */
export type Decoded = { text: string; charset: string; notes: string[]; unreadable?: string };

type Reading = { charset: string; text: string };

/**
 * Reads bytes as the text they are, whatever the label says: Japanese mail is mislabelled daily.
 * The label wins where the bytes allow it; ISO-2022-JP is known by its escapes, UTF-8 by its strictness.
 */
export function decodeBytes(bytes: Uint8Array, label: string | null): Decoded {
  const named = canonical(label);
  const reading = certain(bytes) ?? (named ? asLabelled(bytes, named) : null) ?? bestGuess(bytes, named);
  return judge(reading, label, named);
}

/** Composes what decomposed (NFD) senders took apart, but leaves compatibility ideographs such as 神 as written. */
export function composed(text: string): string {
  return withoutTowers(text).replace(/[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu, (run) => run.normalize("NFC"));
}

/** Nobody writes more than a few marks on one letter; putting thousands into order takes minutes. */
function withoutTowers(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, "$1");
}

const names: [RegExp, string][] = [
  [/^(us-?ascii|ascii|ansi_x3\.4.*|7bit|646)$/, "ascii"],
  [/^(utf-?8|unicode-1-1-utf-8|utf8mb4|x-?utf-?8)$/, "utf-8"],
  [/^(x-)?(shift[-_]?jis|sjis|s-jis|ms_kanji|windows-31j|cp-?932|ms932|csshiftjis|x-ms-cp932)(-.*)?$/, "shift_jis"],
  [/^(x-)?(euc[-_]?jp|ujis|cseucpkdfmtjapanese|eucjp(-ms|-win)?|cp51932)$/, "euc-jp"],
  [/^(x-)?(iso[-_]?2022[-_]?jp.*|jis|csiso2022jp|cp5022[0-9]|junet)$/, "iso-2022-jp"],
];

/** Our name for a charset label, or null when nobody knows it. */
export function canonical(label: string | null): string | null {
  const wanted = label?.trim().toLowerCase() ?? "";
  const known = names.find(([pattern]) => pattern.test(wanted))?.[1];
  if (known || wanted === "") return known ?? null;
  try {
    return new TextDecoder(wanted).encoding;
  } catch {
    return null;
  }
}

function certain(bytes: Uint8Array): Reading | null {
  if (hasJisEscape(bytes)) return { charset: "iso-2022-jp", text: decodeJis(bytes) };
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    const wide = strictly(bytes, bytes[0] === 0xff ? "utf-16le" : "utf-16be");
    if (wide && !foreign.test(wide.text)) return wide;
  }
  return bytes.some((byte) => byte >= 0x80) ? japaneseUtf8(bytes) : null;
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function japaneseUtf8(bytes: Uint8Array): Reading | null {
  const reading = strictly(bytes, "utf-8");
  return reading && !foreign.test(reading.text) ? reading : null;
}

// What Japanese text does not mix in; ¥ § ° ± × ÷ and U+2000–U+27BF it does.
const foreign =
  /[^\p{ASCII}\u2000-\u27BF\u3000-\u33FF\p{Script=Han}\uFF01-\uFFEF\xA0\xA5\xA7\xA9\xAE\xB0\xB1\xB7\xD7\xF7\uFEFF\p{M}\p{Extended_Pictographic}\p{Emoji_Component}]/u;

function strictly(bytes: Uint8Array, charset: string): Reading | null {
  try {
    return { charset, text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}

const shiftOut = 0x0e;

function asLabelled(bytes: Uint8Array, charset: string): Reading | null {
  if (charset === "iso-2022-jp" && bytes.includes(shiftOut)) return { charset, text: decodeJis(bytes) };
  if (charset === "iso-2022-jp" || charset === "ascii") return pureAscii(bytes);
  if (charset.startsWith("utf-16")) return eitherEnd(bytes, charset);
  const reading = strictly(bytes, charset);
  if (!reading) return null;
  return isEastern(charset) && japaneseScore(reading.text) < 0 ? null : trusted(bytes, reading);
}

/** "UTF-16" without a byte order mark says nothing of which byte comes first; the wrong way round there is no kana. */
function eitherEnd(bytes: Uint8Array, charset: string): Reading | null {
  const other = charset === "utf-16le" ? "utf-16be" : "utf-16le";
  const readings = [charset, other].flatMap((each) => strictly(bytes, each) ?? []);
  return readings.toSorted((one, another) => commonIn(another.text) - commonIn(one.text))[0] ?? null;
}

function commonIn(text: string): number {
  return text.slice(0, 20_000).match(/[\t\n\r -~\u3000-\u30FF\uFF01-\uFF9F]/g)?.length ?? 0;
}

function pureAscii(bytes: Uint8Array): Reading | null {
  return bytes.some((byte) => byte >= 0x80) ? null : { charset: "ascii", text: latin(bytes) };
}

function isEastern(charset: string): boolean {
  return charset === "shift_jis" || charset === "euc-jp";
}

/** A single-byte label accepts any bytes, so it is believed only when they make no Japanese. */
function trusted(bytes: Uint8Array, reading: Reading): Reading {
  if (reading.charset === "utf-8") return reading;
  const other = guesses(bytes)[0];
  const margin = isEastern(reading.charset) ? 0.5 : 0.3;
  const ours = isEastern(reading.charset) ? japaneseScore(reading.text) : 0;
  return other && japaneseScore(other.text) > ours + margin ? other : reading;
}

function bestGuess(bytes: Uint8Array, named: string | null): Reading {
  if (!bytes.some((byte) => byte >= 0x80)) return { charset: "ascii", text: latin(bytes) };
  return strictly(bytes, "utf-8") ?? mostJapanese([...guesses(bytes), ...lenient(bytes, named)]);
}

/** The strict readings as Japanese, the most Japanese first. */
function guesses(bytes: Uint8Array): Reading[] {
  return ["euc-jp", "shift_jis"]
    .flatMap((charset) => strictly(bytes, charset) ?? [])
    .filter((reading) => japaneseScore(reading.text) > 0.3)
    .toSorted((one, other) => japaneseScore(other.text) - japaneseScore(one.text));
}

function lenient(bytes: Uint8Array, named: string | null): Reading[] {
  const candidates = new Set([named === null || named === "ascii" ? "utf-8" : named, "utf-8", "shift_jis", "euc-jp"]);
  return [...candidates].map((charset) => ({
    charset,
    text: charset === "iso-2022-jp" ? decodeJis(bytes) : new TextDecoder(charset).decode(bytes),
  }));
}

function mostJapanese(readings: Reading[]): Reading {
  return readings.reduce((best, next) => (japaneseScore(next.text) > japaneseScore(best.text) ? next : best));
}

/** From −1 (surely not) to 1 (surely Japanese): kana speak for it, broken and half-width rows against. */
function japaneseScore(text: string): number {
  const sample = text.slice(0, 20_000).replace(/\p{ASCII}+/gu, "");
  if (sample === "") return 0;
  const good = sample.match(/[\u3000-\u30FF\uFF01-\uFF5E①-⑳■□◆◇○●※→]/gu)?.length ?? 0;
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const kana = sample.match(/[\uFF61-\uFF9F]/gu)?.length ?? 0;
  const bad = sample.match(/[\uFFFD\uE000-\uF8FF\u0080-\u009F]/gu)?.length ?? 0;
  return (good + han * 0.6 + kana * 0.2 - bad * 3) / sample.length;
}

/** How many characters were lost in decoding. */
export function brokenIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\uFFFD"); at >= 0; at = text.indexOf("\uFFFD", at + 1)) count++;
  return count;
}

function damage(text: string): number {
  let beyondAscii = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) beyondAscii++;
  return brokenIn(text) / Math.max(1, beyondAscii);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

const gaiji = /[\uE000-\uF8FF]/g;

function judge(reading: Reading, label: string | null, named: string | null): Decoded {
  const notes: string[] = [];
  if (label && !named) notes.push(`文字コード名「${label.slice(0, 40)}」は知られていません。`);
  if (named && reading.charset !== named && reading.charset !== "ascii") {
    notes.push(`文字コードは ${label} と書かれていますが、${reading.charset} として読みました。`);
  }
  if (!label && reading.charset !== "ascii")
    notes.push(`文字コードの記載がないため、${reading.charset} として読みました。`);
  if (reading.text.search(gaiji) >= 0) notes.push("外字を〓に置き換えました。");
  const text = composed(reading.text.replace(gaiji, "〓").replace(/^\uFEFF/, ""));
  const lost = damage(text) > 0.3 || (brokenIn(text) > 0 && japaneseScore(text) < 0.5);
  const unreadable = lost ? `文字コード（${label ?? "記載なし"}）を読み取れませんでした。` : undefined;
  return { text, charset: reading.charset, notes, unreadable };
}
