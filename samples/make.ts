/**
 * Sample mails in the style of the real senders of Sendai's seven topics, and what a city must never send on.
 * `npx node samples/make.ts` writes them to samples/mails/; the same bytes each time. Addresses end in .example.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Encoding from "encoding-japanese";
import { mailDate } from "./freshen.ts";

type Charset = "ISO-2022-JP" | "Shift_JIS" | "UTF-8";
type Sample = {
  file: string;
  from: [name: string, address: string];
  to: string;
  subject: string;
  body: string;
  charset: Charset;
  base64?: boolean;
  headers?: string[];
  contentType?: string;
};

/** The bytes of one sample. */
export function rawOf(sample: Sample): Buffer {
  const { from, to, subject, body, charset, base64, headers = [], contentType } = sample;
  const head = [
    ...headers,
    `From: ${word(from[0], charset)} <${from[1]}>`,
    `To: ${to}`,
    `Subject: ${folded(subject, charset)}`,
    `Date: ${mailDate(new Date("2026-11-20T01:00:00Z"))}`,
    `Message-ID: <${sample.file}.20261120@samples.example>`,
    "MIME-Version: 1.0",
    `Content-Type: ${contentType ?? `text/plain; charset=${charset}`}`,
    `Content-Transfer-Encoding: ${base64 ? "base64" : charset === "ISO-2022-JP" ? "7bit" : "8bit"}`,
  ].join("\r\n");
  const bytes = encoded(body.replaceAll("\n", "\r\n"), charset);
  const content = base64 ? Buffer.from(wrapped(bytes.toString("base64")), "latin1") : bytes;
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), content, Buffer.from("\r\n", "latin1")]);
}

function encoded(text: string, charset: Charset): Buffer {
  if (charset === "UTF-8") return Buffer.from(text, "utf8");
  const to = charset === "Shift_JIS" ? "SJIS" : "JIS";
  return Buffer.from(Encoding.convert(Encoding.stringToCode(text), { to, from: "UNICODE" }));
}

function word(text: string, charset: Charset): string {
  return `=?${charset}?B?${encoded(text, charset).toString("base64")}?=`;
}

function folded(text: string, charset: Charset): string {
  const letters = [...text];
  const words = Array.from({ length: Math.ceil(letters.length / 12) }, (_, at) => letters.slice(at * 12, at * 12 + 12).join(""));
  return words.map((each) => word(each, charset)).join("\r\n ");
}

function wrapped(text: string): string {
  return text.replace(/.{76}/g, "$&\r\n");
}

const to = "line@kairan.city.sendai.example";
const police: [string, string] = ["みやぎSecurityメール", "miyagi-security@police.pref.miyagi.example"];
const policeFooter = `
━━━━━━━━━━━━━━━━━━━━
配信の停止・登録内容の変更は、次のページから行ってください。
https://security-mail.police.pref.miyagi.example/
このメールは送信専用です。`;
const list = [
  "Precedence: list",
  "Auto-Submitted: auto-generated",
  "List-Id: miyagi-security <miyagi-security.police.pref.miyagi.example>",
];

export const samples: Sample[] = [
  {
    file: "01-crime-aoba",
    from: police,
    to,
    charset: "ISO-2022-JP",
    headers: list,
    subject: "【みやぎSecurityメール】不審者情報（仙台市青葉区）",
    body: `エリア：青葉区
種別：不審者（声かけ）

■日時
　１１月２０日（金）午後３時４０分頃
■場所
　仙台市青葉区国見六丁目地内の路上
■状況
　下校中の小学生が、見知らぬ男に「お菓子をあげる」と声をかけられました。
■男の特徴
　５０歳代くらい、身長１７０センチメートルくらい、黒色ジャンパー、灰色ズボン、徒歩

不審者を見かけたときは、すぐに１１０番通報してください。
（仙台北警察署）
${policeFooter}`,
  },
  {
    file: "02-crime-citywide",
    from: police,
    to,
    charset: "Shift_JIS",
    base64: true,
    headers: list,
    subject: "【みやぎSecurityメール】特殊詐欺の予兆電話に注意",
    body: `エリア：仙台市全域
種別：特殊詐欺

本日午前中、仙台市内の一般家庭に、市役所職員を名乗る者から
「医療費の還付金があります」「㈱○○銀行のＡＴＭへ行ってください」
という電話が、①太白区、②泉区などで相次いで確認されています。

ＡＴＭの操作で還付金が戻ることは絶対にありません。
（宮城県警察本部　生活安全企画課）
${policeFooter}`,
  },
  {
    file: "03-crime-two-wards",
    from: police,
    to,
    charset: "UTF-8",
    base64: true,
    headers: list,
    subject: "【みやぎSecurityメール】自転車盗の多発",
    body: `【エリア】
宮城野区、若林区
【種別】
自転車盗

駅前の駐輪場で、鍵をかけていない自転車の盗難が多発しています。
短い時間でも必ず鍵をかけ、ツーロックを心がけましょう。
（仙台東警察署）
${policeFooter}`,
  },
  {
    file: "04-crime-other-city",
    from: police,
    to,
    charset: "ISO-2022-JP",
    headers: list,
    subject: "【みやぎSecurityメール】不審者情報（石巻市）",
    body: `エリア：石巻市
種別：不審者（つきまとい）

１１月２０日午後５時頃、石巻市中央二丁目地内で、女性が男に後をつけられました。
（石巻警察署）
${policeFooter}`,
  },
  {
    file: "05-bear-izumi",
    from: ["仙台市環境局", "kuma@city.sendai.example"],
    to,
    charset: "Shift_JIS",
    subject: "クマ出没情報（泉区福岡）",
    body: `クマの目撃情報がありました。

日　時：１１月２０日（金）午前６時２０分頃
場　所：仙台市泉区福岡字岳山地内　スプリングバレー付近
頭　数：成獣１頭
状　況：林道を横切り、山林に入っていきました。

《担当者向け：内線2345まで連絡のこと
受付番号：R8-0112　ここまで》
朝夕の外出には十分ご注意ください。クマを見かけたときは、１１０番へ通報してください。

このメールは送信専用です。`,
  },
  {
    file: "06-subway",
    from: ["仙台市交通局", "unkou@subway.city.sendai.example"],
    to,
    charset: "ISO-2022-JP",
    subject: "【地下鉄運行情報】南北線　運転見合わせ",
    body: `南北線は、午前８時１２分頃に台原駅で発生した信号設備の点検のため、
泉中央駅～北仙台駅の間で運転を見合わせています。

運転再開は、午前９時頃の見込みです。
東西線は平常どおり運行しています。
お急ぎのところご迷惑をおかけし、申し訳ありません。

--------------------
仙台市交通局　運輸課
配信登録：https://subway.city.sendai.example/mail`,
  },
  {
    file: "07-missing",
    from: ["仙台市　見守りネットワーク", "mimamori@city.sendai.example"],
    to,
    charset: "UTF-8",
    subject: "行方不明高齢者の捜索にご協力ください",
    body: `次の方の行方が分からなくなっています。

最後に見かけた場所：太白区長町南一丁目付近
日時：１１月２０日（金）午前１０時頃
お名前：Ｓさん（女性・８２歳）
身長・体格：１５０ｃｍくらい、やせ型
髪型・服装：白髪で短髪、紺色の上着、ベージュのズボン、茶色の杖

見かけた方は、仙台南警察署（電話 022-000-0110）へご連絡ください。

◆協力事業者の皆さまへ
発見時の対応手順は、別紙をご覧ください。`,
  },
  {
    file: "08-public-comment",
    from: ["仙台市広報課", "koho@city.sendai.example"],
    to,
    charset: "UTF-8",
    base64: true,
    subject: "「仙台市自転車利用計画（中間案）」への意見募集（パブリックコメント）",
    body: `「仙台市自転車利用計画（中間案）」について、皆さまのご意見を募集します。

募集期間：１１月２０日（金）～１２月２１日（月）
資料：別添資料のとおり
提出方法：電子申請、郵送、ファクス

https://www.city.sendai.example/jitensha/ikenboshu.html

担当：市民局自転車交通安全課　内線4567`,
  },
  {
    file: "09-evacuation",
    from: ["仙台市災害対策本部", "bousai@city.sendai.example"],
    to,
    charset: "ISO-2022-JP",
    base64: true,
    subject: "【警戒レベル４】避難指示の発令について",
    body: `■発令日時
１１月２０日（金）２２時１０分
■対象区
・宮城野区
・若林区
■内容
七北田川・名取川の水位が上昇し、氾濫のおそれがあるため、
流域の一部に【警戒レベル４】避難指示を発令しました。
危険な場所にいる方は、全員ただちに避難してください。
■開設避難所
高砂小学校、七郷小学校、六郷中学校

＜配信システムからのお知らせ＞
このメールは、災害情報配信システムから自動で送信しています。`,
  },
  {
    file: "10-vaccine",
    from: ["仙台市健康福祉局", "vaccine@city.sendai.example"],
    to,
    charset: "UTF-8",
    contentType: "text/html; charset=UTF-8",
    subject: "新型コロナワクチン定期接種のお知らせ",
    body: `<html><head><style>p{color:#222}</style></head><body>
<p>高齢者等を対象とした<b>新型コロナワクチン</b>の定期接種を実施しています。</p>
<table><tr><td>対象区：</td><td>全区</td></tr></table>
<ul><li>対象：６５歳以上の方</li><li>期間：令和９年１月３１日まで</li></ul>
<p>詳しくは<a href="https://www.city.sendai.example/vaccine/">市ホームページ</a>をご覧ください。</p>
<p>このメールに返信いただいても、お答えできません。</p>
</body></html>`,
  },
  {
    file: "11-crime-unknown-area",
    from: police,
    to,
    charset: "ISO-2022-JP",
    headers: list,
    subject: "【みやぎSecurityメール】車上ねらいの発生",
    body: `エリア：仙台市内（調査中）
種別：車上ねらい

駐車中の車の窓ガラスが割られ、車内のかばんが盗まれる被害が発生しました。
${policeFooter}`,
  },
  {
    file: "90-spam",
    from: ["お得情報センター", "info@otoku-present.example"],
    to,
    charset: "Shift_JIS",
    subject: "【当選】クマのぬいぐるみと現金10万円をプレゼント！",
    body: `おめでとうございます！！
エリア：青葉区
下記のURLから、24時間以内にお受け取りください。
https://otoku-present.example/get?id=12345`,
  },
  {
    file: "91-bounce",
    from: ["Mail Delivery System", "MAILER-DAEMON@mx.city.sendai.example"],
    to,
    charset: "UTF-8",
    headers: ["Return-Path: <>", "Auto-Submitted: auto-replied"],
    contentType: 'multipart/report; report-type=delivery-status; boundary="b1"',
    subject: "Undelivered Mail Returned to Sender",
    body: `--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.city.sendai.example

Final-Recipient: rfc822; nobody@city.sendai.example
Action: failed
Status: 5.1.1
--b1--`,
  },
  {
    file: "92-auto-reply",
    from: ["仙台市環境局", "kuma@city.sendai.example"],
    to,
    charset: "ISO-2022-JP",
    headers: ["Auto-Submitted: auto-replied", "In-Reply-To: <1@kairan.city.sendai.example>", "X-Auto-Response-Suppress: All"],
    subject: "【自動返信】クマ出没情報の窓口について",
    body: `このメールは自動返信です。
本日の受付は終了しました。お急ぎの場合は電話でご連絡ください。`,
  },
];

if (process.argv[1] === import.meta.filename) {
  const folder = join(import.meta.dirname, "mails");
  mkdirSync(folder, { recursive: true });
  for (const sample of samples) writeFileSync(join(folder, `${sample.file}.eml`), rawOf(sample));
  console.log(`${samples.length}通のサンプルメールを書き出しました。`);
}
