import type { Lane } from "#db/words.ts";
import type { Question } from "#lib/preferences/schema.ts";
import type { Audience } from "#lib/segments/schema.ts";
import { matches } from "./match.ts";
import { type TextMessage, textMessages } from "./messages.ts";
import type { ReadMail } from "./read.ts";
import { routeMail } from "./route.ts";
import type { MailAuth, MailEnvelope, MailRule } from "./schema.ts";
import { applySteps, composeText } from "./steps.ts";
import { fillTemplate } from "./template.ts";

export type DecisionState = "forward" | "hold" | "unmatched" | "refused" | "unreadable";
export type TraceEntry = { step: string; outcome: string; detail: string };

/** What becomes of a mail and why. A held mail carries its messages and audience as far as they are known. */
export type Decision = {
  state: DecisionState;
  reason?: string;
  /** The key of the rule that took it. */
  rule?: string;
  text?: string;
  messages?: TextMessage[];
  audience?: Audience;
  lane?: Lane;
  /** The key of the rule that would have taken it, had the proof of its sender not failed. */
  forged?: string;
  source: string;
  trace: TraceEntry[];
};

export type Told = { envelope?: MailEnvelope; auth?: MailAuth };
export type Rulebook = { rules: MailRule[]; everywhere: string[]; cityName: string; questions: Question[] };

/** Decides what to do with a mail: refuse what machines answer, find the first rule, make the text, find the audience. */
export function decide(mail: ReadMail, told: Told, book: Rulebook): Decision {
  const trace: TraceEntry[] = [readingTrace(mail)];
  const source = mail.from?.address || told.envelope?.from || "不明な差出人";
  const refusal = refusalOf(mail, told);
  if (refusal) return end({ state: "refused", reason: refusal, source, trace }, "受け入れの確認");
  if (mail.unreadable) return end({ state: "unreadable", reason: mail.unreadable, source, trace }, "文字の確認");
  const rules = book.rules.filter(({ enabled }) => enabled !== false);
  const rule = firstRule(mail, told, rules, trace);
  if (!rule) return end({ state: "unmatched", ...whyUnmatched(mail, told, rules), source, trace }, "転送ルール");
  return apply(rule, mail, book, { source: rule.source ?? source, trace });
}

function readingTrace(mail: ReadMail): TraceEntry {
  const detail = [...mail.charsetNotes, ...mail.problems].join(" ") || "問題なく読み取りました。";
  return {
    step: "読み取り",
    outcome: mail.unreadable ? "読み取れません" : mail.problems.length > 0 ? "注意" : "正常",
    detail,
  };
}

const refusals = {
  bounce: "配信エラーの通知（バウンス）です。",
  auto_reply: "自動返信のメールです。",
  receipt: "開封確認のメールです。",
  calendar: "予定（カレンダー）の招待です。",
} as const;

function refusalOf(mail: ReadMail, { envelope }: Told): string | null {
  const nullPath = typeof envelope?.from === "string" && ["", "<>"].includes(envelope.from.trim());
  const kind = mail.kind === "mail" && nullPath ? "bounce" : mail.kind;
  return kind === "mail" ? null : refusals[kind];
}

/** The rule that would take this mail, without a word about why. */
export function takerOf(mail: ReadMail, { envelope, auth }: Told, rules: MailRule[]): MailRule | undefined {
  return rules.find(({ enabled, when }) => enabled !== false && matches(when, mail, envelope, auth).matched);
}

function firstRule(
  mail: ReadMail,
  { envelope, auth }: Told,
  rules: MailRule[],
  trace: TraceEntry[],
): MailRule | undefined {
  return rules.find((rule) => {
    const { matched, why } = matches(rule.when, mail, envelope, auth);
    trace.push({ step: `転送ルール「${rule.name}」`, outcome: matched ? "一致" : "不一致", detail: why.join("／") });
    return matched;
  });
}

const proven: MailAuth = { spf: "pass", dkim: "pass", dmarc: "pass" };

/** A known sender whose proof fails is a forger, or a relay that broke the signature: staff must hear of both. */
function whyUnmatched(mail: ReadMail, { envelope }: Told, rules: MailRule[]): Pick<Decision, "reason" | "forged"> {
  const claimed = rules.find((rule) => matches(rule.when, mail, envelope, proven).matched);
  if (!claimed) return { reason: "合う転送ルールがありません。" };
  const reason = `転送ルール「${claimed.name}」の差出人を名乗っていますが、送信元の証明（SPF・DKIM・DMARC）が条件に合いません。なりすましの可能性があります。`;
  return { reason, forged: claimed.key };
}

type Begun = { source: string; trace: TraceEntry[] };

function apply(rule: MailRule, mail: ReadMail, book: Rulebook, { source, trace }: Begun): Decision {
  const { text, missing } = wordsFor(rule, mail, trace);
  const messages = textMessages(text) ?? undefined;
  const { audience, hold } = audienceFor(rule, mail, book, trace);
  const made = { rule: rule.key, text, messages, audience, lane: rule.lane ?? ("normal" as const), source, trace };
  const reason =
    doubtAbout(mail, text, messages) ?? missing ?? hold ?? (rule.action === "hold" ? confirmFirst : undefined);
  if (reason !== undefined) return end({ state: "hold", reason, ...made }, "配信の判断");
  trace.push({ step: "配信の判断", outcome: "配信", detail: `LINEメッセージ${messages!.length}件として配信します。` });
  return { state: "forward", ...made };
}

type Words = { text: string; missing?: string };

function wordsFor(rule: MailRule, mail: ReadMail, trace: TraceEntry[]): Words {
  const subject = rule.subject || rule.template !== undefined ? mail.subject : "";
  const draft = applySteps(rule.steps, { subject, body: mail.text });
  trace.push(...draft.trace);
  const composed = composeText(draft);
  const said = { subject, body: mail.text };
  if (rule.template === undefined)
    return { text: composed, missing: isSilent(rule, said, composed) ? nothingSaid : undefined };
  const { filled, missing } = fillTemplate(rule.template, draft, { subject: mail.subject, body: mail.text });
  const text = composeText({ ...draft, subject: "", body: filled });
  const lacking = missing.map((name) => `{${name}}`).join("、");
  const reason = `ひな形の ${lacking} に入れる値がメールにありません。`;
  const detail = missing.length > 0 ? reason : "ひな形に値を入れました。";
  trace.push({ step: "ひな形", outcome: missing.length > 0 ? "値がありません" : "作成", detail });
  return { text, missing: missing.length > 0 ? reason : undefined };
}

/** Are the lines that the rule adds all that is left? */
function isSilent({ steps }: MailRule, said: { subject: string; body: string }, composed: string): boolean {
  if (composed.length > longestFrame) return false;
  const cuts = steps.filter((step) => step.do !== "addBefore" && step.do !== "addAfter");
  return !says(composeText(applySteps(cuts, said)));
}

/** Zero-width letters are nothing to read. */
function says(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

const longestFrame = 2000;
const nothingSaid = "メールの件名と本文から、配信する文が残りませんでした。";
const confirmFirst = "この転送ルールのメールは、職員の確認後に配信します。";

function doubtAbout(mail: ReadMail, text: string, messages: TextMessage[] | undefined): string | undefined {
  if (mail.problems.length > 0) return mail.problems.join(" ");
  if (!says(text)) return "配信する文面が空です。";
  return messages ? undefined : "文面が長すぎて、LINEメッセージ5件に収まりません。";
}

/** Routing reads the mail as it came, so that a step may remove the very line that names the area. */
function audienceFor(
  rule: MailRule,
  mail: ReadMail,
  book: Rulebook,
  trace: TraceEntry[],
): { audience?: Audience; hold?: string } {
  if (rule.audience.kind !== "route") return { audience: rule.audience };
  const route = routeMail(rule.audience, { subject: mail.subject, body: mail.text }, book);
  trace.push(...route.trace);
  return route.kind === "hold" ? { hold: route.reason } : { audience: { kind: "rule", rule: route.rule } };
}

const outcomes: Record<DecisionState, string> = {
  forward: "配信",
  hold: "保留",
  unmatched: "該当なし",
  refused: "対象外",
  unreadable: "読み取れません",
};

function end(decision: Decision, step: string): Decision {
  const entry = { step, outcome: outcomes[decision.state], detail: decision.reason ?? "" };
  return { ...decision, trace: [...decision.trace, entry] };
}
