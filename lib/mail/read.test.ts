import Encoding from "encoding-japanese";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMail } from "./read.ts";

const subject = "クマ出没情報（泉区）髙橋㈱①～";
const text = "場所：泉区福岡\nｸﾏ１頭を目撃。﨑山様方の東、①の道路です。\n不審な点は１１０番へ。";
const plainSubject = "避難指示の発令について（若林区）";
const plainText = "対象区：若林区\nただちに避難してください。能登、表、ソ、予。";

type Charset = "JIS" | "SJIS" | "EUCJP" | "UTF8";

function bytes(value: string, charset: Charset): Buffer {
  if (charset === "UTF8") return Buffer.from(value);
  return Buffer.from(Encoding.convert(Encoding.stringToCode(value), { to: charset, from: "UNICODE" }));
}

function mail(head: (string | Buffer)[], body: Buffer | string, end = "\r\n"): Buffer {
  const lines = head.flatMap((line) => [Buffer.from(line as string), Buffer.from(end)]);
  return Buffer.concat([...lines, Buffer.from(end), Buffer.from(body as string)]);
}

function word(value: Buffer, label: string): string {
  return `=?${label}?B?${value.toString("base64")}?=`;
}

function quotedPrintable(value: Buffer): string {
  const coded = [...value].map((byte) =>
    byte === 10 ? "\r\n" : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return coded.join("").replace(/((?:=[0-9A-F]{2}){20})/g, "$1=\r\n");
}

const from = "From: kuma@city.sendai.example";

describe("charsets, as they are really used", () => {
  const labelled: [name: string, charset: Charset, label: string, subject: string, text: string][] = [
    ["ISO-2022-JP", "JIS", "ISO-2022-JP", plainSubject, plainText],
    ["ISO-2022-JP with NEC letters", "JIS", "iso-2022-jp", "①㈱", "①㈱の件"],
    ["CP50221 half-width kana", "JIS", "CP50221", "ｸﾏ", "ｸﾏ出没 ﾃﾞﾝｼﾔ"],
    ["cp932 under Shift_JIS", "SJIS", "Shift_JIS", subject, text],
    ["Windows-31J", "SJIS", "Windows-31J", subject, text],
    ["EUC-JP", "EUCJP", "EUC-JP", plainSubject, plainText],
    ["UTF-8", "UTF8", "UTF-8", subject, text],
    ["Shift_JIS labelled as ISO-2022-JP", "SJIS", "ISO-2022-JP", subject, text],
    ["Shift_JIS labelled as UTF-8", "SJIS", "UTF-8", plainSubject, plainText],
    ["UTF-8 labelled as Shift_JIS", "UTF8", "Shift_JIS", subject, text],
    ["UTF-8 labelled as ISO-2022-JP", "UTF8", "ISO-2022-JP", subject, text],
    ["EUC-JP labelled as Shift_JIS", "EUCJP", "Shift_JIS", plainSubject, plainText],
    ["ISO-2022-JP labelled as UTF-8", "JIS", "UTF-8", plainSubject, plainText],
    ["Shift_JIS labelled as iso-8859-1", "SJIS", "iso-8859-1", plainSubject, plainText],
    ["ISO-2022-JP labelled as us-ascii", "JIS", "us-ascii", plainSubject, plainText],
    ["UTF-8 under an unknown label", "UTF8", "x-unknown", plainSubject, plainText],
  ];

  it.each(labelled)(
    "%s: 8-bit, base64 and quoted-printable",
    async (_, charset, label, expectedSubject, expectedText) => {
      const type = `Content-Type: text/plain; charset="${label}"`;
      const head = [from, `Subject: ${word(bytes(expectedSubject, charset), label)}`, type];
      const body = bytes(expectedText.replaceAll("\n", "\r\n"), charset);
      const raws = [
        mail(head, body),
        mail([...head, "Content-Transfer-Encoding: base64"], body.toString("base64").replace(/.{76}/g, "$&\r\n")),
        mail([...head, "Content-Transfer-Encoding: quoted-printable"], quotedPrintable(bytes(expectedText, charset))),
      ];
      for (const raw of raws) {
        const read = await readMail(raw);
        expect(read.subject).toBe(expectedSubject);
        expect(read.text).toBe(expectedText);
        expect(read.problems).toEqual([]);
        expect(read.unreadable).toBeUndefined();
      }
    },
  );

  it.each(["JIS", "SJIS", "EUCJP", "UTF8"] as const)("%s without any label, its subject raw", async (charset) => {
    const head = [from, Buffer.concat([Buffer.from("Subject: "), bytes(plainSubject, charset)])];
    const read = await readMail(mail(head, bytes(plainText, charset)));
    expect([read.subject, read.text, read.problems]).toEqual([plainSubject, plainText, []]);
    expect(read.charsetNotes.length).toBeGreaterThan(0);
  });

  it("half-width kana by SO/SI and by 8 bits in JIS, and a line that forgets to go back to ASCII", async () => {
    const kana = Buffer.from([0x0e, 0x38, 0x4f, 0x0f]);
    const body = Buffer.concat([
      kana,
      Buffer.from("\r\n"),
      Buffer.from([0xb8, 0xcf]),
      bytes("です", "JIS").subarray(0, -3),
      Buffer.from("\r\nOK"),
    ]);
    const read = await readMail(mail([from, "Content-Type: text/plain; charset=iso-2022-jp"], body));
    expect(read.text).toBe("ｸﾏ\nｸﾏです\nOK");
  });

  it("encoded words that cut a character in two", async () => {
    const all = bytes(subject, "UTF8");
    const head = `Subject: ${word(all.subarray(0, 10), "utf-8")}\r\n ${word(all.subarray(10, 20), "UTF-8")}\r\n\t${word(all.subarray(20), "utf-8")}`;
    expect((await readMail(mail([from, head], ""))).subject).toBe(subject);
    const jis = bytes(plainSubject, "JIS");
    const split = `Subject: ${word(jis.subarray(0, 12), "ISO-2022-JP")}\r\n ${word(jis.subarray(12), "ISO-2022-JP")}`;
    expect((await readMail(mail([from, split], ""))).subject).toBe(plainSubject);
  });

  it("takes NFD for the letters it is, and leaves 神 as it was written", async () => {
    const read = await readMail(
      mail(
        [from, `Subject: ${word(Buffer.from("クマ出没 デンシャ".normalize("NFD")), "UTF-8")}`],
        "ガード 神社".normalize("NFD").replace("神", "\uFA19"),
      ),
    );
    expect([read.subject, read.text]).toEqual(["クマ出没 デンシャ", "ガード \uFA19社"]);
  });

  it("says so when nobody can tell what the bytes mean", async () => {
    const noise = Buffer.from(Array.from({ length: 300 }, (_, at) => 0x80 + ((at * 89) % 127)));
    const read = await readMail(mail([from, "Content-Type: text/plain; charset=x-nobody-knows"], noise));
    expect(read.unreadable).toContain("x-nobody-knows");
  });

  it("keeps a text with one damaged letter, and names the damage", async () => {
    const body = Buffer.concat([
      bytes("避難指示を", "UTF8"),
      Buffer.from([0xe3, 0x81]),
      bytes("発令しました。ただちに避難してください。", "UTF8"),
    ]);
    const read = await readMail(mail([from, "Content-Type: text/plain; charset=utf-8"], body));
    expect(read.text).toContain("発令しました。");
    expect(read.problems).toEqual(["読めない文字が1字あります。"]);
  });
});

describe("structures", () => {
  const part = (type: string, body: string, ...more: string[]) =>
    [`Content-Type: ${type}`, ...more, "", body].join("\r\n");
  const multipart = (kind: string, parts: string[], boundary = "b") =>
    mail(
      [from, `Content-Type: multipart/${kind}; boundary="${boundary}"`],
      `preamble\r\n${parts.map((each) => `--${boundary}\r\n${each}`).join("\r\n")}\r\n--${boundary}--\r\nepilogue`,
    );

  it("takes the plain one of alternatives, else the HTML", async () => {
    const html = part("text/html; charset=utf-8", "<p>HTML版</p>");
    expect(
      (await readMail(multipart("alternative", [part("text/plain; charset=utf-8", "テキスト版"), html]))).text,
    ).toBe("テキスト版");
    expect((await readMail(multipart("alternative", [part("text/plain; charset=utf-8", " "), html]))).text).toBe(
      "HTML版",
    );
  });

  it("reads HTML as a person does", async () => {
    const html = `<html><head><meta charset="utf-8"><title>x</title><style>a{}</style></head><body><!-- c --><div style="display:none">隠し</div>
      <h1>クマ出没情報</h1><p>場所：<b>泉区</b>&nbsp;福岡<br>頭数：1頭 &lt;成獣&gt; &#9312;</p><ul><li>戸締り<li>通報</ul>
      <p>詳しくは<a href="https://city.example/kuma?a=1&amp;b=2">こちら</a>を、
      <a href="https://city.example/">https://city.example/</a>をご覧
      ください</p><script>alert("<p>")</script></body></html>`;
    const read = await readMail(mail([from, "Content-Type: text/html"], html));
    expect(read.text).toBe(
      "クマ出没情報\n\n場所：泉区 福岡\n頭数：1頭 <成獣> ①\n\n・戸締り\n・通報\n\n詳しくはこちら https://city.example/kuma?a=1&b=2 を、 https://city.example/をご覧ください",
    );
  });

  it("undoes format=flowed, quoted-printable and base64 with a list's footer behind it", async () => {
    const flowed = await readMail(
      mail(
        [from, "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes"],
        "青葉区で \r\n不審者\r\n-- \r\n 署名",
      ),
    );
    expect(flowed.text).toBe("青葉区で不審者\n--\n署名");
    const base64 = `${bytes("本文です\n", "UTF8").toString("base64")}\r\n_______________\r\nlist footer\r\n`;
    const read = await readMail(
      mail([from, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], base64),
    );
    expect(read.text).toBe("本文です\n\n_______________\nlist footer");
  });

  it("lists attachments with the names people gave them and never takes them for text", async () => {
    const name = "避難所一覧.pdf";
    const raw = multipart("mixed", [
      part("text/plain; charset=utf-8", "本文"),
      part(
        `application/pdf; name="${word(bytes(name, "JIS"), "ISO-2022-JP")}"`,
        Buffer.from("12345").toString("base64"),
        "Content-Disposition: attachment",
        "Content-Transfer-Encoding: base64",
      ),
      part(
        "text/plain",
        "memo",
        `Content-Disposition: attachment; filename*0*=UTF-8''${encodeURIComponent("メ")}; filename*1*=${encodeURIComponent("モ.txt")}`,
      ),
    ]);
    const read = await readMail(raw);
    expect(read.text).toBe("本文");
    expect(read.attachments).toMatchObject([
      { name, type: "application/pdf", size: 5 },
      { name: "メモ.txt", size: 4 },
    ]);
  });

  it("reads addresses, list id, date and Message-ID, and a mail without From", async () => {
    const head = [
      `From: "${word(bytes("みやぎ, Security", "UTF8"), "UTF-8")}" <Police@Example.JP>`,
      "To: line@city.example, =?UTF-8?B?5biC?= <b@city.example>",
      "List-Id: miyagi <miyagi.example.jp>",
      "Date: Fri, 20 Nov 2026 10:00:00 JST",
      "Message-ID: <a@b>",
    ];
    const read = await readMail(mail(head, "x"));
    expect(read.from).toEqual({ address: "police@example.jp", name: "みやぎ, Security" });
    expect(read.to.map((to) => to.address)).toEqual(["line@city.example", "b@city.example"]);
    expect([read.listId, read.messageId, read.date?.toISOString()]).toEqual([
      "miyagi <miyagi.example.jp>",
      "<a@b>",
      "2026-11-20T01:00:00.000Z",
    ]);
    expect(await readMail(mail(["Subject: x"], "y"))).toMatchObject({
      from: null,
      date: null,
      messageId: null,
      text: "y",
    });
  });

  it("survives lost boundaries, bare line feeds and a mail that is all body", async () => {
    const open = mail([from, 'Content-Type: multipart/mixed; boundary="b"'], "--b\n\n一つ目\n--b\n\n二つ目", "\n");
    expect((await readMail(open)).text).toBe("一つ目\n二つ目");
    expect((await readMail(mail([from, 'Content-Type: multipart/mixed; boundary="none"'], "本文"))).text).toBe("本文");
    expect((await readMail(Buffer.from("これだけ"))).text).toBe("これだけ");
    expect((await readMail(Buffer.alloc(0))).problems).toEqual(["メールが空です。"]);
  });
});

describe("what machines answer, and what they issue", () => {
  const kinds: [kind: string, head: string[]][] = [
    ["bounce", ["Return-Path: <>", "Subject: x"]],
    ["bounce", ["From: MAILER-DAEMON@mx.example", "Subject: x"]],
    ["bounce", ['Content-Type: multipart/report; report-type=delivery-status; boundary="b"']],
    ["bounce", ["From: postmaster@mx.example", "Subject: Undeliverable: x"]],
    ["auto_reply", ["Auto-Submitted: auto-replied"]],
    ["auto_reply", ["Precedence: auto_reply"]],
    ["auto_reply", [`Subject: ${word(bytes("【自動返信】お問い合わせについて", "JIS"), "ISO-2022-JP")}`]],
    ["auto_reply", ["In-Reply-To: <x@y>", `Subject: ${word(bytes("不在通知: 休暇中です", "UTF8"), "UTF-8")}`]],
    ["receipt", ['Content-Type: multipart/report; report-type="disposition-notification"; boundary="b"']],
    ["calendar", ["Content-Type: text/calendar; method=REQUEST"]],
    [
      "mail",
      [
        "Precedence: bulk",
        "Auto-Submitted: auto-generated",
        "List-Id: <police.example>",
        "X-Auto-Response-Suppress: All",
      ],
    ],
    ["mail", ["Auto-Submitted: no", "Disposition-Notification-To: a@b.example"]],
    ["mail", [`Subject: ${word(bytes("自動返信メールを装った詐欺に注意", "UTF8"), "UTF-8")}`]],
    ["mail", [`Subject: ${word(bytes("宅配の不在通知を装うメールに注意", "UTF8"), "UTF-8")}`]],
  ];
  it.each(kinds)("%s: %j", async (kind, head) => {
    expect((await readMail(mail(head, "--b\r\n\r\nx\r\n--b--"))).kind).toBe(kind);
  });
});

// Time of the processor, so that a busy machine does not fail it.
const microsecondsPerMail = 1_000_000;

describe("hostile and huge mail", () => {
  it("reads 10 MiB quickly, as attachment, as text, as HTML and as nothing but line ends", async () => {
    const big = Buffer.alloc(7 * 1024 * 1024, "あ")
      .toString("base64")
      .replace(/.{76}/g, "$&\r\n");
    const raws = [
      mail([from, "Content-Type: application/pdf", "Content-Transfer-Encoding: base64"], big),
      mail([from, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], big),
      mail([from, "Content-Type: text/html; charset=utf-8"], Buffer.alloc(10 * 1024 * 1024, "<b>x</b>")),
      mail([from], `${"\n".repeat(10 * 1024 * 1024)}x`),
      mail([from, "Content-Type: text/plain; charset=utf-8"], Buffer.alloc(10 * 1024 * 1024, 0x82)),
      mail([from, `Subject: ${" ".repeat(5 * 1024 * 1024)}${"=?".repeat(1024 * 1024)}`], "x"),
      mail([from, 'Content-Type: multipart/mixed; boundary="b"'], "--b\r\n\r\nx\r\n".repeat(900_000)),
    ];
    for (const raw of raws) {
      const start = process.cpuUsage();
      await readMail(raw);
      const { user, system } = process.cpuUsage(start);
      expect(user + system).toBeLessThan(microsecondsPerMail);
    }
  }, 30_000);

  it("never throws, whatever the bytes", async () => {
    const seeds = [
      mail(
        [from, `Subject: ${word(bytes(subject, "SJIS"), "Shift_JIS")}`, 'Content-Type: multipart/mixed; boundary="b"'],
        "--b\r\nContent-Type: text/html\r\n\r\n<a href=x>&#1;</a>\r\n--b--",
      ),
      mail(
        [from, "Content-Transfer-Encoding: quoted-printable", "Content-Type: text/plain; charset=iso-2022-jp"],
        bytes(text, "JIS"),
      ),
    ];
    const mutated = fc.tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 30 }),
    );
    await fc.assert(
      fc.asyncProperty(mutated, async ([seed, changes]) => {
        const raw = Buffer.from(seed);
        for (const [at, byte] of changes) raw[at % raw.length] = byte;
        expect((await readMail(raw)).unreadable ?? "").not.toContain("形を読み取れません");
      }),
      { numRuns: 3000 },
    );
  });
});
