import { type Case, bWord, bytes, join, mail, multipart, part, utf8 } from "./bytes.ts";

function machine(kind: NonNullable<Case["kind"]>, name: string, head: (Buffer | string)[], body: Buffer | string = "本文"): Case {
  return { name: `${kind}: ${name}`, raw: mail(head, body), kind };
}

const from = "From: info@city.example";
const report = (type: string) => multipart(`report; report-type=${type}`, "b", [part(utf8, "届きませんでした"), part(`message/${type}`, "Action: failed")]);

/** What machines answer must not be sent on; what they issue must be. */
export const machineCases: Case[] = [
  machine("bounce", "delivery-status report", [from, `Content-Type: ${report("delivery-status").type}`], report("delivery-status").body),
  machine("bounce", "empty return path", [from, "Return-Path: <>"]),
  machine("bounce", "mailer daemon", ["From: MAILER-DAEMON@mx.example (Mail Delivery System)"]),
  machine("bounce", "postmaster in Japanese", ["From: postmaster@mx.example", `Subject: ${bWord("配信不能: お知らせ")}`]),
  machine("bounce", "X-Failed-Recipients", [from, "X-Failed-Recipients: a@b.example"]),
  machine("receipt", "disposition notification", [from, `Content-Type: ${report("disposition-notification").type}`], report("disposition-notification").body),
  machine("receipt", "開封済み in the subject", [from, `Subject: ${bWord(bytes("開封済み: お知らせ", "JIS"), "ISO-2022-JP")}`]),
  machine("auto_reply", "Auto-Submitted: auto-replied", [from, "Auto-Submitted: auto-replied"]),
  machine("auto_reply", "Precedence: auto_reply", [from, "Precedence: auto_reply"]),
  machine("auto_reply", "【自動返信】", [from, `Subject: ${bWord("【自動返信】お問い合わせありがとうございます")}`]),
  machine("auto_reply", "an absence notice in answer to a mail", [from, "In-Reply-To: <1@x>", `Subject: ${bWord("不在通知: 休暇中です")}`]),
  machine("calendar", "an invitation", [from, "Content-Type: text/calendar; method=REQUEST; charset=utf-8"], "BEGIN:VCALENDAR"),
  machine("calendar", "an invitation beside its text", [from, `Content-Type: ${invite().type}`], invite().body),
  machine("mail", "a list of the police", [from, "Precedence: list", "Auto-Submitted: auto-generated", "List-Id: <police.example>"]),
  machine("mail", "a warning of false auto-replies", [from, `Subject: ${bWord("自動返信メールを装った詐欺に注意")}`]),
  machine("mail", "a sender who asks for a receipt", [from, "Disposition-Notification-To: info@city.example", "X-Auto-Response-Suppress: All"]),
  machine("mail", "a calendar file attached", [from, `Content-Type: ${attachedCalendar().type}`], attachedCalendar().body),
  machine("mail", "a postmaster who writes of something else", ["From: postmaster@city.example", `Subject: ${bWord("システム保守のお知らせ")}`]),
  { name: "from: a comma in a bare name", raw: mail([join("From: ", "仙台市, 広報課 <koho@city.example>")], "x"), from: "koho@city.example" },
  { name: "from: two people", raw: mail(["From: a@city.example, b@city.example"], "x"), from: "a@city.example", problem: true },
  { name: "from: raw JIS name", raw: mail([join("From: ", bytes("警察", "JIS"), " <p@police.example>")], "x"), from: "p@police.example", fromName: "警察" },
  { name: "from: a quoted name with a comma", raw: mail([`From: "${bWord("みやぎ, Security")}" <P@Police.Example>`], "x"), from: "p@police.example", fromName: "みやぎ, Security" },
  { name: "from: the old form with a comment", raw: mail(["From: p@police.example (Police)"], "x"), from: "p@police.example" },
  { name: "from: missing", raw: mail(["Subject: x"], "本文"), text: "本文" },
];

function invite() {
  return multipart("alternative", "b", [part(utf8, "会議"), part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR")]);
}

function attachedCalendar() {
  return multipart("mixed", "b", [part(utf8, "日程"), part("text/calendar", "BEGIN:VCALENDAR", "Content-Disposition: attachment; filename=a.ics")]);
}
