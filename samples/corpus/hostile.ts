const megabyte = 1024 * 1024;
const size = 10 * megabyte;
const from = "From: a@b.example\r\n";
const plain = `${from}Content-Type: text/plain; charset=utf-8\r\n\r\n`;
const html = `${from}Content-Type: text/html\r\n\r\n`;

/** Mails that only an enemy or a broken machine writes: each near the largest size we take. */
export const hostileMails: Record<string, () => string | Buffer> = {
  nested,
  nestedSame: () => from + `Content-Type: multipart/mixed; boundary=b\r\n\r\n` + `--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`.repeat(size/55),
  nestedBig: () => { let s = "x".repeat(size - 40*80); for (let i=0;i<40;i++) s = `Content-Type: multipart/mixed; boundary="q${i}"\r\n\r\n--q${i}\r\n${s}\r\n--q${i}--\r\n`; return from+s; },
  nestedRfc822: () => from + "Content-Type: message/rfc822\r\n\r\n".repeat(size/40),
  headers: () => from + "X-A: b\r\n".repeat(size/8) + "\r\nx",
  headersTo: () => from + "To: a@b.example\r\n".repeat(size/18) + "\r\nx",
  headersSame: () => from + "Subject: =?utf-8?B?44GC?=\r\n".repeat(size/30) + "\r\nx",
  addresses100k: () => from + "To: " + Array.from({length:100000},(_,i)=>`"n${i}" <a${i}@b.example>`).join(",\r\n ") + "\r\n\r\nx",
  addressesFrom: () => "From: " + Array.from({length:200000},(_,i)=>`a${i}@b.example`).join(",\r\n ") + "\r\n\r\nx",
  addressQuotes: () => "From: " + "\"\\".repeat(size/4) + "\r\n\r\nx",
  addressAngles: () => "From: " + "<".repeat(size/2) + ">".repeat(size/4)+ "\r\n\r\nx",
  addressParens: () => "From: a@b (" + "(".repeat(size/2) + "\r\n\r\nx",
  addressGroup: () => "From: " + "a:".repeat(size/4) + ";".repeat(100)+ "\r\n\r\nx",
  folded: () => from + "Subject: a\r\n" + " b\r\n".repeat(size/4) + "\r\nx",
  foldedEncoded: () => from + "Subject: =?utf-8?Q?=E3=81?=\r\n" + " =?utf-8?Q?=82=E3=81?=\r\n".repeat(size/26) + "\r\nx",
  encodedAlt: () => from + "Subject: " + "=?utf-8?Q?a?= =?sjis?B?gqA=?= ".repeat(size/32) + "\r\n\r\nx",
  encodedOpen: () => from + "Subject: " + "=?utf-8?B?".repeat(size/10) + "\r\n\r\nx",
  base64Garbage: () => from + "Content-Transfer-Encoding: base64\r\n\r\n" + "!@#$".repeat(size/4),
  base64Equals: () => from + "Content-Transfer-Encoding: base64\r\n\r\n" + "a=".repeat(size/2),
  base64Text: () => from + "Content-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n" + Buffer.alloc(7*megabyte, "<div>").toString("base64"),
  qp: () => from + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + "=".repeat(size),
  qp2: () => from + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + "=  \t".repeat(size/4),
  qpSpaces: () => from + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=" + " ".repeat(size/2)+"="+" ".repeat(size/2),
  htmlNested: () => html + "<div>".repeat(size/5),
  htmlTables: () => html + "<table><tr><td>x".repeat(size/16),
  htmlLt: () => html + "<".repeat(size),
  htmlComment: () => html + "<!--".repeat(size/4),
  htmlStyle: () => html + "<style>".repeat(size/7),
  htmlHidden: () => html + "<p hidden>".repeat(size/10),
  htmlEntity: () => html + "&amp".repeat(size/4),
  htmlHref: () => html + "<a href=https://x>y</a>".repeat(size/23),
  htmlAttr: () => html + "<a " + "href=\"".repeat(size/6),
  htmlSpaces: () => html + "<p>" + " ".repeat(size/2)+"x"+"\n".repeat(size/2),
  htmlPre: () => html + "<pre>" + "\n".repeat(size),
  htmlOneLine: () => html + "<a href=https://x.example/>" + "<b>x</b>".repeat(size/8),
  jisFlip: () => from + "\r\n" + "\x1b$B!!\x1b(B".repeat(size/8),
  jisEsc: () => from + "\r\n" + "\x1b".repeat(size),
  sjis: () => Buffer.concat([Buffer.from(from+"Content-Type: text/plain; charset=shift_jis\r\n\r\n"), Buffer.alloc(size, Buffer.from([0x82,0xa0]))]),
  random: () => Buffer.concat([Buffer.from(from+"\r\n"), Buffer.from(Array.from({length:size},(_,i)=>(i*7919+((i*i)>>3))&255))]),
  nfd: () => plain + "か\u3099".repeat(size/6),
  zalgo: () => plain + "a" + "\u0301".repeat(size/2),
  zalgo2: () => plain + "a" + "\u0316\u0301".repeat(size/4),
  hangul: () => plain + "\ufdfa".repeat(size/3),
  subjectZalgo: () => from + "Subject: a" + "\u0316\u0301".repeat(size/4) + "\r\n\r\nx",
  labels: () => plain + "エリア：\r\n".repeat(size/14),
  labels2: () => "From: miyagi-security@police.pref.miyagi.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n仙台市みやぎSecurityメール\r\n" + "エリア：（".repeat(size/15),
  labelsBear: () => plain + "\r\n(((1 ".repeat(size / 8),
  flowed: () => from + "Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-8\r\n\r\n" + "> a \r\n".repeat(size/6),
  flowedQuotes: () => from + "Content-Type: text/plain; format=flowed; charset=utf-8\r\n\r\n" + ">".repeat(size),
  params: () => from + "Content-Type: text/plain; " + "a*0*=x;".repeat(size/8) + "\r\n\r\nx",
  paramsFile: () => from + "Content-Disposition: attachment; filename=\"" + "=?utf-8?B?44GC?= ".repeat(size/20) + "\"\r\n\r\nx",
  manyAttachments: () => from + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\nContent-Type: a/b; name=x\r\n\r\ny\r\n".repeat(size/38),
  boundaryPrefix: () => from + "Content-Type: multipart/mixed; boundary=-\r\n\r\n" + "-".repeat(size),
  boundaryNear: () => from + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b x\r\n--bb\r\n".repeat(size/14),
  noHeaderEnd: () => from + "Subject: x\r\n" + "y".repeat(size),
  cr: () => from + "\r\n" + "\r".repeat(size),
  crlfMix: () => from + "\r\n" + "a \t\n".repeat(size/4),
  steps: () => plain + "あ".repeat(size/3),
  stepsX: () => from + "\r\n" + "x".repeat(size),
  stepsLt: () => from + "\r\n" + "<".repeat(size),
  bounceDeep: () => "From: MAILER-DAEMON@x\r\nContent-Type: multipart/report; boundary=b\r\n\r\n" + "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n".repeat(size/70),
  date: () => from + "Date: " + "(".repeat(size) + "\r\n\r\nx",
  listId: () => from + "List-Id: " + "<".repeat(size) + "\r\n\r\nx",
  messageId: () => from + "Message-ID: " + "<".repeat(size) + "\r\n\r\nx",
};

/** A hundred thousand multiparts, each within the one before. */
function nested(): string {
  const parts = Array.from({ length: 100_000 }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`);
  return from + parts.join("").slice(0, size);
}
