import { type Case, bWord, base64, bytes, hex, join, mail, qWord, sender } from "./bytes.ts";

const type = (charset: string) => `Content-Type: text/plain; charset=${charset}`;
const esc = { kanji: "1b2442", old: "1b2440", ascii: "1b2842", roman: "1b284a", kana: "1b2849", hojo: "1b242844" };

/** A body of bytes written out by hand, under a label. */
function body(name: string, label: string | null, raw: Buffer, text: string, more: Partial<Case> = {}): Case {
  return { name, raw: mail([sender, ...(label ? [type(label)] : [])], raw), text, ...more };
}

const plain = "対象区：若林区\nただちに避難してください。";
const crlf = plain.replace("\n", "\r\n");

export const charsetCases: Case[] = [
  body("JIS: クマ", "ISO-2022-JP", hex(`${esc.kanji} 252f 255e ${esc.ascii}`), "クマ"),
  body("JIS C 6226 (ESC $ @)", "ISO-2022-JP", hex(`${esc.old} 252f255e ${esc.ascii}`), "クマ"),
  body("JIS back by JIS-Roman (ESC ( J)", "ISO-2022-JP", hex(`${esc.kanji} 252f255e ${esc.roman} 4f4b`), "クマOK"),
  body("JIS that never goes back", "ISO-2022-JP", hex(`${esc.kanji} 252f255e`), "クマ"),
  body("JIS whose lines forget to go back", "ISO-2022-JP", hex(`${esc.kanji} 252f255e 0d0a 4f4b`), "クマ\nOK"),
  body("JIS half-width kana (ESC ( I)", "ISO-2022-JP", hex(`${esc.kana} 384f ${esc.ascii}`), "ｸﾏ"),
  body("CP50220 half-width kana by SO and SI", "CP50220", hex("0e 384f 0f 4f4b"), "ｸﾏOK"),
  body("JIS8 half-width kana", "ISO-2022-JP", hex(`b8cf ${esc.kanji} 3d50 4b57 ${esc.ascii}`), "ｸﾏ出没"),
  body("JIS NEC row 13: ①㈱", "ISO-2022-JP", hex(`${esc.kanji} 2d21 2d6a ${esc.ascii}`), "①㈱"),
  body("JIS IBM row 92 (NEC selected): 髙", "ISO-2022-JP", hex(`${esc.kanji} 7c62 ${esc.ascii}`), "髙"),
  body("JIS X 0212 (ESC $ ( D): 丂", "ISO-2022-JP-1", hex(`${esc.hojo} 3021 ${esc.ascii}`), "丂"),
  body("JIS labelled as us-ascii", "us-ascii", bytes(crlf, "JIS"), plain),
  body("JIS labelled as UTF-8", "UTF-8", bytes(crlf, "JIS"), plain),
  body("JIS labelled as iso-8859-1", "iso-8859-1", bytes(crlf, "JIS"), plain),
  body("JIS without a label", null, bytes(crlf, "JIS"), plain),
  { name: "JIS in base64", raw: mail([sender, type("ISO-2022-JP"), "Content-Transfer-Encoding: base64"], base64(bytes(crlf, "JIS"))), text: plain },
  body("cp932 under Shift_JIS: ①㈱髙﨑", "Shift_JIS", hex("8740 878a fbfc fab1"), "①㈱髙﨑"),
  body("cp932 NEC selected IBM letters: 纊", "Shift_JIS", hex("ed40 8142"), "纊。"),
  body("Shift_JIS second bytes that look like ASCII: 表ソ能予", "Shift_JIS", hex("955c 835c 945c 975c"), "表ソ能予"),
  body("Shift_JIS wave dash and minus", "Shift_JIS", hex("8250 8160 8251 817c"), "１～２－"),
  body("Shift_JIS half-width kana", "Shift_JIS", hex("b8cf 8f6f 9676 82c5 82b7 8142"), "ｸﾏ出没です。"),
  body("Shift_JIS labelled as Windows-31J", "Windows-31J", bytes(crlf, "SJIS"), plain),
  body("Shift_JIS labelled as x-sjis", "x-sjis", bytes(crlf, "SJIS"), plain),
  body("Shift_JIS labelled as ISO-2022-JP", "ISO-2022-JP", bytes(crlf, "SJIS"), plain),
  body("Shift_JIS labelled as UTF-8", "UTF-8", bytes(crlf, "SJIS"), plain),
  body("Shift_JIS labelled as us-ascii", "us-ascii", bytes(crlf, "SJIS"), plain),
  body("Shift_JIS without a label", null, bytes(crlf, "SJIS"), plain),
  body("EUC-JP half-width kana (SS2)", "EUC-JP", hex("8eb8 8ecf bdd0 cbd7 a4c7 a4b9"), "ｸﾏ出没です"),
  body("EUC-JP JIS X 0212 (SS3): 丂", "EUC-JP", hex("a4b3 a4ec a4cf 8fb0a1"), "これは丂"),
  body("CP51932 NEC row 13: ①", "CP51932", hex("ada1 a4c7 a4b9"), "①です"),
  body("EUC-JP labelled as Shift_JIS", "Shift_JIS", bytes(crlf, "EUCJP"), plain),
  body("EUC-JP without a label", null, bytes(crlf, "EUCJP"), plain),
  body("UTF-8 with a byte order mark", "UTF-8", join(hex("efbbbf"), crlf), plain),
  body("UTF-8 labelled as Shift_JIS", "Shift_JIS", Buffer.from(crlf), plain),
  body("UTF-8 labelled as ISO-2022-JP", "ISO-2022-JP", Buffer.from(crlf), plain),
  body("UTF-8 labelled as us-ascii", "us-ascii", Buffer.from(crlf), plain),
  body("UTF-8 without a label", null, Buffer.from(crlf), plain),
  body("UTF-8 under a label nobody knows", "x-unknown", Buffer.from(crlf), plain),
  body("UTF-8 in quotes and capitals", '"UTF-8"', Buffer.from(crlf), plain),
  body("UTF-8 with letters beyond the BMP", "UTF-8", Buffer.from("𠮷野家前🐻"), "𠮷野家前🐻"),
  body("UTF-8 taken apart (NFD)", "UTF-8", Buffer.from("ガード下でグマ".normalize("NFD")), "ガード下でグマ"),
  body("UTF-16 with a byte order mark", "UTF-16", join(hex("fffe"), Buffer.from(plain, "utf16le")), plain),
  body("UTF-16 without a mark, the greater byte first", "UTF-16", Buffer.from(plain, "utf16le").swap16(), plain),
  body("UTF-16 without a mark, the lesser byte first", "UTF-16", Buffer.from(plain, "utf16le"), plain),
  body("UTF-16BE under a label of UTF-16LE", "UTF-16LE", Buffer.from(plain, "utf16le").swap16(), plain),
  body("UTF-16 of ASCII alone", "UTF-16", Buffer.from("Evacuate now", "utf16le"), "Evacuate now"),
  body("a label with a comment and a stray semicolon", "UTF-8 (Japanese);", Buffer.from(crlf), plain),
  body("gaiji become 〓", "Shift_JIS", hex("f040 8142 82c5 82b7"), "〓。です"),
  body("noise under an unknown label", "x-nobody", Buffer.from(Array.from({ length: 300 }, (_, at) => 0x80 + ((at * 89) % 127))), "", {
    text: undefined,
    unreadable: true,
  }),
  body("one damaged letter", "UTF-8", join("避難指示を", hex("e381"), "発令しました。ただちに避難してください。"), "", {
    text: undefined,
    problem: true,
  }),
];

const bear = "クマ出没情報（泉区）";
const subject = (name: string, field: string | Buffer, expected: string): Case => ({
  name: `subject: ${name}`,
  raw: mail([sender, join("Subject: ", field)], "x"),
  subject: expected,
});
const cut = bytes(bear);
const jis = bytes(bear, "JIS");

export const subjectCases: Case[] = [
  subject("B words of UTF-8 that cut a letter in two", `${bWord(cut.subarray(0, 4))}\r\n ${bWord(cut.subarray(4, 11))}\r\n ${bWord(cut.subarray(11))}`, bear),
  subject("words of one charset spelled in two ways that cut a letter", `${bWord(cut.subarray(0, 4), "UTF-8")} ${qWord(cut.subarray(4), "utf8")}`, bear),
  subject("B words of JIS that cut between escapes", `${bWord(jis.subarray(0, 9), "ISO-2022-JP")}\r\n ${bWord(jis.subarray(9), "ISO-2022-JP")}`, bear),
  subject("Q words", qWord(cut), bear),
  subject("Q words of Shift_JIS", qWord(bytes(bear, "SJIS"), "Shift_JIS"), bear),
  subject("a B word of EUC-JP", bWord(bytes(bear, "EUCJP"), "EUC-JP"), bear),
  subject("cp932 letters under Shift_JIS", bWord(hex("8740 fbfc 8bb4"), "Shift_JIS"), "①髙橋"),
  subject("half-width kana in JIS", bWord(hex("1b2849 384f 1b2842"), "ISO-2022-JP"), "ｸﾏ"),
  subject("raw JIS", jis, bear),
  subject("raw Shift_JIS", bytes(bear, "SJIS"), bear),
  subject("raw EUC-JP", bytes(bear, "EUCJP"), bear),
  subject("raw UTF-8", bytes(bear), bear),
  subject("Shift_JIS under a label of ISO-2022-JP", bWord(bytes(bear, "SJIS"), "ISO-2022-JP"), bear),
  subject("UTF-8 under a label of Shift_JIS", bWord(bytes(bear), "Shift_JIS"), bear),
  subject("text before and after a word", `[list 12] ${bWord(bear)} (1/2)`, `[list 12] ${bear} (1/2)`),
  subject("two words without a space between them", `${bWord("クマ")}${bWord("出没")}`, "クマ出没"),
  subject("words of two charsets", `${bWord(bytes("クマ", "JIS"), "ISO-2022-JP")} ${bWord("出没")}`, "クマ出没"),
  subject("a word with a language (RFC 2231)", `=?UTF-8*ja?B?${Buffer.from(bear).toString("base64")}?=`, bear),
  subject("a word without its padding", bWord("クマ!").replace(/=+\?=$/, "?="), "クマ!"),
  subject("folded in the middle, with a tab", `abc\r\n\tdef`, "abc def"),
  subject("wide spaces stay", bWord("南北線　運転見合わせ"), "南北線　運転見合わせ"),
  subject("taken apart (NFD)", bWord("デンシャ".normalize("NFD")), "デンシャ"),
  subject("control letters", bWord("クマ\u0000\u0007\r\n出没"), "クマ 出没"),
  subject("nothing", "", ""),
];
