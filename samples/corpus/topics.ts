import { type Case, base64, bWord, bytes, type Charset, mail, quotedPrintable } from "./bytes.ts";

/** The seven topics, each in every charset and transfer encoding in which such mails really come. */
const topics: [name: string, subject: string, text: string][] = [
  [
    "防犯",
    "【安全メール】不審者情報（青葉区国見六丁目）",
    "エリア：青葉区\n種別：不審者（声かけ）\n\n■日時\n　１１月２０日（金）午後３時４０分頃\n■場所\n　国見六丁目地内の路上\n不審者を見かけたら、１１０番通報してください。",
  ],
  ["クマ", "クマ出没情報（泉区福岡）", "日　時：１１月２０日　午前６時２０分頃\n場　所：泉区福岡字岳山地内\n頭　数：成獣１頭\n表通りと能登橋の付近です。ソフト、予定、欺く。"],
  ["地下鉄", "【運行情報】南北線　運転見合わせ", "南北線は、信号設備の点検のため、\n泉中央駅から北仙台駅の間で運転を見合わせています。\n運転再開は、午前９時頃の見込みです。"],
  ["行方不明", "行方不明高齢者の捜索にご協力ください", "最後に見かけた場所：太白区長町南一丁目付近\nお名前：Ｓさん（女性・８２歳）\n身長・体格：１５０ｃｍくらい、やせ型\n\n電話 022-000-0110"],
  ["意見募集", "「自転車利用計画（中間案）」への意見募集", "募集期間：１１月２０日（金）から１２月２１日（月）まで\nhttps://www.city.example/ikenboshu.html?id=1&page=2\n\n担当：自転車交通安全課"],
  ["避難", "【警戒レベル４】避難指示の発令について", "■対象区\n・宮城野区\n・若林区\n■内容\n七北田川の水位が上昇し、氾濫のおそれがあります。\n危険な場所にいる方は、全員ただちに避難してください。"],
  ["ワクチン", "新型コロナワクチン定期接種のお知らせ", "対象区：全区\n対象：６５歳以上の方\n期間：令和９年１月３１日まで\n「接種券」をお持ちください。"],
];

type Way = [name: string, charset: Charset, label: string, encode: (bytes: Buffer) => Buffer | string, transfer: string];

const asIs = (value: Buffer) => value;
const ways: Way[] = [
  ["ISO-2022-JP 7bit", "JIS", "ISO-2022-JP", asIs, "7bit"],
  ["Shift_JIS 8bit", "SJIS", "Shift_JIS", asIs, "8bit"],
  ["Shift_JIS base64", "SJIS", "Shift_JIS", base64, "base64"],
  ["EUC-JP 8bit", "EUCJP", "EUC-JP", asIs, "8bit"],
  ["UTF-8 base64", "UTF8", "UTF-8", base64, "base64"],
  ["UTF-8 quoted-printable", "UTF8", "UTF-8", quotedPrintable, "quoted-printable"],
];

export const topicCases: Case[] = topics.flatMap(([topic, subject, text]) =>
  ways.map(([way, charset, label, encode, transfer]) => ({
    name: `${topic}: ${way}`,
    subject,
    text,
    kind: "mail" as const,
    from: "info@city.example",
    fromName: "市のお知らせ",
    raw: mail(
      [
        "Received: from mx.example by in.example; Fri, 20 Nov 2026 10:00:01 +0900",
        `From: ${bWord(bytes("市のお知らせ", charset), label)} <info@city.example>`,
        `Subject: ${inWords(subject, charset, label)}`,
        "Date: Fri, 20 Nov 2026 10:00:00 +0900",
        "MIME-Version: 1.0",
        `Content-Type: text/plain; charset=${label}`,
        `Content-Transfer-Encoding: ${transfer}`,
      ],
      encode(bytes(text.replaceAll("\n", "\r\n"), charset)),
    ),
  })),
);

function inWords(text: string, charset: Charset, label: string): string {
  const letters = [...text];
  const pieces = Array.from({ length: Math.ceil(letters.length / 12) }, (_, at) => letters.slice(at * 12, at * 12 + 12).join(""));
  return pieces.map((piece) => bWord(bytes(piece, charset), label)).join("\r\n ");
}
