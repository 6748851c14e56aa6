import { type Case, bWord, base64, bytes, join, mail, multipart, part, quotedPrintable, sender, utf8 } from "./bytes.ts";

const html = "text/html; charset=utf-8";

function tree(name: string, kind: string, parts: Buffer[], expected: Partial<Case>): Case {
  const { type, body } = multipart(kind, "==_b1", parts);
  return { name, raw: mail([sender, "MIME-Version: 1.0", `Content-Type: ${type}`], body), ...expected };
}

function page(name: string, markup: string, text: string): Case {
  return { name: `HTML: ${name}`, raw: mail([sender, `Content-Type: ${html}`], markup), text };
}

function lone(name: string, head: string[], body: Buffer | string, expected: Partial<Case>, end?: string): Case {
  return { name, raw: mail([sender, ...head], body, end), ...expected };
}

const base64Head = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"];
const strayed = (text: string) => text.replace(/^.{10}/, "$&!").replace(/\r\n.{40}/, "$&*");
const pdf = (name: string, ...more: string[]) =>
  part(`application/pdf${name}`, base64("12345"), "Content-Transfer-Encoding: base64", ...more);
const inner = multipart("alternative", "==_b2", [part(utf8, "テキスト版"), part(html, "<p>HTML版</p>")]);

export const structureCases: Case[] = [
  tree("alternative: plain text wins", "alternative", [part(utf8, "テキスト版"), part(html, "<p>HTML版</p>")], { text: "テキスト版" }),
  tree("alternative: HTML first, plain text still wins", "alternative", [part(html, "<p>HTML版</p>"), part(utf8, "テキスト版")], { text: "テキスト版" }),
  tree("alternative: an empty plain text gives way", "alternative", [part(utf8, " \r\n"), part(html, "<p>HTML版</p>")], { text: "HTML版" }),
  tree("alternative in mixed, with an attachment", "mixed", [part(inner.type, inner.body), pdf("; name=a.pdf", "Content-Disposition: attachment")], { text: "テキスト版", attachments: ["a.pdf"] }),
  tree("related: HTML with a picture", "related", [part(html, '<p>地図<img src="cid:1" alt="x"></p>'), part("image/png", base64("p"), "Content-Transfer-Encoding: base64", "Content-ID: <1>")], { text: "地図", attachments: [""] }),
  tree("two texts one after the other", "mixed", [part(utf8, "一つ目"), part(utf8, "二つ目")], { text: "一つ目\n二つ目" }),
  tree("each part in its own charset", "mixed", [part("text/plain; charset=ISO-2022-JP", bytes("一つ目", "JIS")), part("text/plain; charset=Shift_JIS", bytes("二つ目", "SJIS"))], { text: "一つ目\n二つ目" }),
  tree("an attached text is no text", "mixed", [part(utf8, "本文"), part(utf8, "メモ", 'Content-Disposition: attachment; filename="memo.txt"')], { text: "本文", attachments: ["memo.txt"] }),
  tree("a forwarded mail is an attachment", "mixed", [part(utf8, "転送します"), part("message/rfc822", mail([sender], "中身"))], { text: "転送します", attachments: [""] }),
  tree("a signed mail", "signed", [part(utf8, "本文"), part("application/pkcs7-signature; name=smime.p7s", base64("s"), "Content-Transfer-Encoding: base64", "Content-Disposition: attachment; filename=smime.p7s")], { text: "本文", attachments: ["smime.p7s"] }),
  tree("a name in JIS words", "mixed", [part(utf8, "本文"), pdf(`; name="${bWord(bytes("避難所.pdf", "JIS"), "ISO-2022-JP")}"`)], { attachments: ["避難所.pdf"] }),
  tree("a name by RFC 2231 in pieces", "mixed", [part(utf8, "本文"), pdf("", `Content-Disposition: attachment; filename*0*=UTF-8''${encodeURIComponent("避難")}; filename*1*=${encodeURIComponent("所.pdf")}`)], { attachments: ["避難所.pdf"] }),
  tree("a name by RFC 2231 in Shift_JIS", "mixed", [part(utf8, "本文"), pdf("", "Content-Disposition: attachment; filename*=Shift_JIS''%94%F0%93%EF.pdf")], { attachments: ["避難.pdf"] }),
  tree("parts without a type are plain text", "mixed", [join("\r\n", "型なし")], { text: "型なし" }),
  tree("no parts at all", "mixed", [], {}),
  lone("a lost end of the last part", ['Content-Type: multipart/mixed; boundary="b"'], join("--b\r\n", part(utf8, "本文は終わらない")), { text: "本文は終わらない" }),
  lone("a boundary that never comes", ['Content-Type: multipart/mixed; boundary="none"'], "本文", { text: "本文" }),
  lone("a boundary without quotes, text before and after it", ["Content-Type: multipart/mixed; boundary=b=1"], join("前置き\r\n--b=1\r\n", part(utf8, "本文"), "\r\n--b=1--\r\n後書き"), { text: "本文" }),
  lone("a boundary that is the beginning of another line", ['Content-Type: multipart/mixed; boundary="b"'], join("--b\r\n", part(utf8, "--bではない行\r\n本文"), "\r\n--b--"), { text: "--bではない行\n本文" }),
  lone("bare line feeds", ["Content-Type: text/plain; charset=utf-8"], "一行目\n二行目", { text: "一行目\n二行目" }, "\n"),
  lone("bare carriage returns", ["Content-Type: text/plain; charset=utf-8"], "一行目\r二行目", { text: "一行目\n二行目" }, "\r"),
  lone("no type: plain text", [], "本文", { text: "本文" }),
  lone("a type nobody can read", ["Content-Type: text"], "本文", { text: "本文" }),
  lone("format=flowed", ["Content-Type: text/plain; charset=utf-8; format=flowed"], "青葉区で \r\n不審者\r\n次の行", { text: "青葉区で 不審者\n次の行" }),
  lone("format=flowed with delsp", ["Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes"], "青葉区で \r\n不審者\r\n-- \r\n署名", { text: "青葉区で不審者\n--\n署名" }),
  lone("base64 with a list's footer behind it", ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], `${base64("本文です\n")}\r\n_____\r\nfooter`, { text: "本文です\n\n_____\nfooter" }),
  lone("base64 with stray letters in its first lines", base64Head, strayed(base64("対象区：泉区\r\n水位が上がっています。避難してください。".repeat(3))), { text: "対象区：泉区\n水位が上がっています。避難してください。".repeat(3) }),
  lone("base64 in one line with a stray NUL", base64Head, Buffer.from("避難してください。".repeat(4)).toString("base64").replace(/^.{50}/, "$&\0"), { text: "避難してください。".repeat(4) }),
  lone("encrypted (S/MIME)", ["Subject: x", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Content-Transfer-Encoding: base64"], base64("0"), { text: "", problem: true }),
  tree("encrypted (PGP)", "encrypted", [part("application/pgp-encrypted", "Version: 1"), part("application/octet-stream", "-----BEGIN PGP MESSAGE-----")], { text: "", problem: true }),
  lone("two senders in two fields", ["From: other@evil.example"], "本文", { problem: true }),
  lone("the same sender in two fields", [sender], "本文", { text: "本文" }),
  lone("two subjects", ["Subject: a", "Subject: b"], "本文", { subject: "a", problem: true }),
  lone("base64 that is not: read as it stands", ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], "本文です。", { text: "本文です。" }),
  lone("quoted-printable with soft breaks inside a letter", ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"], quotedPrintable(bytes("ただちに避難してください。1＋1＝2")), { text: "ただちに避難してください。1＋1＝2" }),
  lone("quoted-printable with damaged escapes", ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"], "a=ZZb=\r\nc=3D", { text: "a=ZZbc=" }),
  lone("an unknown transfer encoding", ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: x-uuencode"], "本文", { text: "本文" }),
  lone("empty lines around, spaces at the ends of lines", ["Content-Type: text/plain; charset=utf-8"], "\r\n\r\n本文  \r\n\r\n続き\r\n\r\n", { text: "本文\n\n続き" }),
  lone("an mbox line before the fields", ["Content-Type: text/plain; charset=utf-8"], "本文", { text: "本文" }),
  { name: "only an attachment", raw: mail([sender, "Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64"], base64("x")), text: "", attachments: ["a.pdf"], problem: true },
  { name: "no fields: all of it is body", raw: Buffer.from("これだけ"), text: "これだけ" },
  { name: "nothing at all", raw: Buffer.alloc(0), text: "", problem: true },
  { name: "fields without a body", raw: Buffer.from("From: info@city.example\r\nSubject: x\r\n"), subject: "x", text: "" },
];

export const htmlCases: Case[] = [
  page("paragraphs and line breaks", "<p>一</p><p>二<br>三</p>", "一\n\n二\n三"),
  page("lists and entities", "<ul><li>戸締り&amp;通報<li>&#9312;&#x2460;&nbsp;&lt;頭&gt;</ul>", "・戸締り&通報\n・①① <頭>"),
  page("links say where they lead", '<a href="https://city.example/a?b=1&amp;c=2">こちら</a>', "こちら https://city.example/a?b=1&c=2"),
  page("a link that shows its address is said once", '<a href="https://city.example/">https://city.example/</a>', "https://city.example/"),
  page("styles, scripts, comments and what is hidden are not said", '<style>p{}</style><script>alert("x")</script><!-- c --><p style="display:none">隠し</p><p>本文</p>', "本文"),
  page("tags that never close", "<div><b>重要<p>本文", "重要\n\n本文"),
  { name: "HTML: its charset by meta", raw: mail([sender, "Content-Type: text/html"], bytes('<html><head><meta charset="Shift_JIS"></head><body>避難指示</body></html>', "SJIS")), text: "避難指示" },
  { name: "HTML: in JIS by its label", raw: mail([sender, "Content-Type: text/html; charset=ISO-2022-JP"], bytes("<p>避難指示</p>", "JIS")), text: "避難指示" },
];
