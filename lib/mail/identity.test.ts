import { describe, expect, it } from "vitest";
import { base64, bytes, type Charset, multipart, part, quotedPrintable, qWord } from "../../samples/corpus/bytes.ts";
import { contentHashOf } from "./identity.ts";
import { readMail } from "./read.ts";

const subject = "【みやぎ】不審者情報";
const text =
  "仙台市青葉区で１０～１１時、不審者が目撃されました。\r\nお問い合わせ　℡０２２－１１１－２２２２\r\n-- \r\n配信停止はこちら\r\n";
const charsets: Record<Charset, string> = { JIS: "iso-2022-jp", SJIS: "shift_jis", EUCJP: "euc-jp", UTF8: "utf-8" };
const transfers = { base64, "quoted-printable": quotedPrintable, "8bit": (value: Buffer) => value } as const;

type Way = { charset?: Charset; transfer?: keyof typeof transfers; head?: string[]; said?: string };

/** The same mail as this relay would pass it on. */
function written({ charset = "UTF8", transfer = "8bit", head = [], said = text }: Way): Buffer {
  const lines = [
    ...head,
    "From: =?utf-8?B?55yM6K2m?= <police@pref.example>",
    `Subject: ${qWord(bytes(subject, charset), charsets[charset])}`,
    "Message-ID: <1@pref.example>",
    `Content-Type: text/plain; charset=${charsets[charset]}`,
    `Content-Transfer-Encoding: ${transfer}`,
  ];
  return Buffer.concat([
    Buffer.from(`${lines.join("\r\n")}\r\n\r\n`),
    Buffer.from(transfers[transfer](bytes(said, charset))),
  ]);
}

const hashOf = async (raw: Buffer) => contentHashOf(await readMail(raw));
const ways = (Object.keys(charsets) as Charset[]).flatMap((charset) =>
  (Object.keys(transfers) as (keyof typeof transfers)[]).map((transfer) => ({ charset, transfer })),
);

describe("the same mail by another way", () => {
  it.each(ways)("is known again in $charset as $transfer", async (way) => {
    expect(await hashOf(written(way))).toBe(await hashOf(written({})));
  });

  it.each<[string, Buffer]>([
    ["with trace headers", written({ head: ["Received: from a by b", "X-Virus-Scanned: yes", "Return-Path: <x@y>"] })],
    ["with its lines wrapped anew", written({ said: text.replace("不審者が", "\r\n不審者が") })],
    ["with blank lines at its end", written({ said: `${text}\r\n\r\n` })],
    ["with other line ends", Buffer.from(written({}).toString("latin1").replaceAll("\r\n", "\n"), "latin1")],
    [
      "with its sender's name written otherwise",
      Buffer.from(written({}).toString().replace("=?utf-8?B?55yM6K2m?=", "県警")),
    ],
    ["with an HTML copy beside it", withHtml()],
  ])("is known again %s", async (_, raw) => {
    expect(await hashOf(raw)).toBe(await hashOf(written({})));
  });

  it.each<[string, Buffer]>([
    ["another ward", written({ said: text.replace("青葉区", "泉区") })],
    ["another hour", written({ said: text.replace("１１時", "１２時") })],
    ["another footer", written({ said: text.replace("配信停止はこちら", "解除済み") })],
    ["another sender", Buffer.from(written({}).toString().replace("police@", "forger@"))],
  ])("is another mail with %s", async (_, raw) => {
    expect(await hashOf(raw)).not.toBe(await hashOf(written({})));
  });
});

function withHtml(): Buffer {
  const both = multipart("alternative", "b", [
    part("text/plain; charset=utf-8", Buffer.from(text)),
    part("text/html; charset=utf-8", Buffer.from("<p>仙台市青葉区で…</p>")),
  ]);
  const [head] = written({}).toString().split("Content-Type:");
  return Buffer.concat([Buffer.from(`${head}Content-Type: ${both.type}\r\n\r\n`), both.body]);
}
