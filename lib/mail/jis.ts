type Set = "ascii" | "kanji" | "hojo" | "kana";

const escapes: [string, Set][] = [
  ["$B", "kanji"],
  ["$@", "kanji"],
  ["$(B", "kanji"],
  ["$(@", "kanji"],
  ["$(D", "hojo"],
  ["(B", "ascii"],
  ["(J", "ascii"],
  ["(H", "ascii"],
  ["(I", "kana"],
];
const telling = escapes.filter(([, set]) => set !== "ascii");
const esc = 0x1b;

/** Does it carry an escape that only ISO-2022-JP uses? */
export function hasJisEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(esc); at >= 0; at = bytes.indexOf(esc, at + 1)) {
    if (telling.some(([sequence]) => startsAt(bytes, at + 1, sequence))) return true;
  }
  return false;
}

/**
 * ISO-2022-JP as it is really used (CP50221): half-width kana by ESC ( I, SO or 8 bits, NEC and IBM rows, JIS X 0212,
 * and line ends that go back to ASCII without saying so. It is carried over to EUC-JP, which the runtime reads.
 */
export function decodeJis(bytes: Uint8Array): string {
  const euc: Euc = { bytes: Buffer.alloc(bytes.length * 2), length: 0 };
  let set: Set = "ascii";
  let shifted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const change = byte === esc ? escapes.find(([sequence]) => startsAt(bytes, at + 1, sequence)) : undefined;
    if (change) {
      [, set] = change;
      at += change[0].length;
    } else if (byte === 0x0e || byte === 0x0f) {
      shifted = byte === 0x0e;
    } else if (byte <= 0x20) {
      if (byte === 0x0a) [set, shifted] = ["ascii", false];
      put(euc, byte);
    } else if (shifted || set === "kana" || (set === "ascii" && byte >= 0xa1 && byte <= 0xdf)) {
      put(euc, 0x8e, byte | 0x80);
    } else if (set !== "ascii" && at + 1 < bytes.length) {
      if (set === "hojo") put(euc, 0x8f);
      put(euc, byte | 0x80, bytes[++at]! | 0x80);
    } else {
      put(euc, byte);
    }
  }
  return new TextDecoder("euc-jp").decode(euc.bytes.subarray(0, euc.length));
}

type Euc = { bytes: Buffer; length: number };

function put(euc: Euc, ...bytes: number[]): void {
  for (const byte of bytes) euc.bytes[euc.length++] = byte;
}

function startsAt(bytes: Uint8Array, at: number, sequence: string): boolean {
  for (let index = 0; index < sequence.length; index++) {
    if (bytes[at + index] !== sequence.charCodeAt(index)) return false;
  }
  return true;
}
