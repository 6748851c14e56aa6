import { type Header, headerOf } from "./headers.ts";
import type { Part } from "./structure.ts";

export const mailKinds = ["mail", "bounce", "auto_reply", "receipt", "calendar"] as const;
export type MailKind = (typeof mailKinds)[number];

type Seen = { headers: Header[]; from: string; fromName: string; subject: string; root: Part };

/**
 * Is it a mail that somebody wrote or issued, or what machines answer? Lists of the police carry List-Id,
 * Precedence: bulk and sometimes Auto-Submitted: auto-generated: those are mails.
 */
export function kindOf(seen: Seen): MailKind {
  if (isReceipt(seen)) return "receipt";
  if (isBounce(seen)) return "bounce";
  if (isAutoReply(seen)) return "auto_reply";
  return hasInvite(seen.root) ? "calendar" : "mail";
}

function isReceipt({ root, subject }: Seen): boolean {
  if (reportType(root).includes("disposition-notification")) return true;
  return isReport(root) && hasChild(root, "message/disposition-notification")
    ? true
    : /^(開封済み|開封確認)\s*[:：]/.test(subject);
}

function isBounce({ headers, from, fromName, subject, root }: Seen): boolean {
  if (headerOf(headers, "return-path").replace(/\s/g, "") === "<>") return true;
  if (isReport(root) || hasChild(root, "message/delivery-status") || headerOf(headers, "x-failed-recipients") !== "")
    return true;
  if (/^mailer-daemon(@|$)/i.test(from) || /^(mailer-daemon|mail delivery (sub)?system)/i.test(fromName)) return true;
  return /^postmaster@/i.test(from) && bounceSubject.test(subject);
}

const bounceSubject =
  /undeliver|delivery (status|failure|has failed)|returned mail|failure notice|mail delivery failed|配信不能|配信できません|送信できません|エラーメール/i;

function isReport(root: Part): boolean {
  return root.type === "multipart/report";
}

function reportType(root: Part): string {
  return isReport(root) ? (root.parameters.get("report-type") ?? "").toLowerCase() : "";
}

function hasChild(root: Part, type: string): boolean {
  return root.type === type || root.children.some((child) => child.type === type);
}

function isAutoReply({ headers, subject }: Seen): boolean {
  if (/^auto-(replied|notified)/i.test(headerOf(headers, "auto-submitted"))) return true;
  if (/auto[-_]?reply/i.test(headerOf(headers, "precedence"))) return true;
  if (["x-autoreply", "x-autorespond", "x-autoresponse"].some((name) => /^(?!no$)./i.test(headerOf(headers, name))))
    return true;
  return replySubject.test(subject) || (isAnswer(headers) && awaySubject.test(subject));
}

// 「自動返信を装った…」 is a warning of the police, so the words alone are not enough.
const replySubject =
  /^(?:(?:re|aw)\s*:\s*)*(?:[【[（(<「](?:自動返信|自動応答|自動返答|auto[- ]?reply|out of (?:the )?office)[^】\]）)>」]{0,8}[】\]）)>」]|(?:自動返信|自動応答|自動返答|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: reply)?)\s*(?:[:：]|$|re\s*:))/i;
const awaySubject = /(自動返信|自動応答|不在通知|不在のお知らせ|不在連絡|out of office|automatic reply|auto:)/i;

function isAnswer(headers: Header[]): boolean {
  return ["in-reply-to", "x-auto-response-suppress"].some((name) => headerOf(headers, name) !== "");
}

function hasInvite(part: Part): boolean {
  if (part.type === "text/calendar" && part.disposition !== "attachment") return true;
  return part.type.startsWith("multipart/") && part.children.some(hasInvite);
}
