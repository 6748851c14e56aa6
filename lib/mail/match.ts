import { RE2JS } from "re2js";
import { foldText, foldWidth } from "./fold.ts";
import type { ReadMail } from "./read.ts";
import type { FieldCondition, MailAuth, MailEnvelope, MailField, When } from "./schema.ts";

export type Matched = { matched: boolean; why: string[] };

/**
 * Does a mail meet the condition? `why` says of each part that was looked at how it came out.
 * A field with several values (to) meets it when one of them does; a field that is missing never does.
 */
export function matches(when: When, mail: ReadMail, envelope?: MailEnvelope, auth?: MailAuth): Matched {
  const why: string[] = [];
  const matched = holds(when, (condition) => {
    const met = meets(condition, valuesOf(condition.field, mail, envelope, auth));
    why.push(`${tell(condition)}：${met ? "一致" : "不一致"}`);
    return met;
  });
  return { matched, why };
}

function holds(when: When, test: (condition: FieldCondition) => boolean): boolean {
  if ("all" in when) return when.all.every((part) => holds(part, test));
  if ("any" in when) return when.any.some((part) => holds(part, test));
  if ("not" in when) return !holds(when.not, test);
  return test(when);
}

function valuesOf(field: MailField, mail: ReadMail, envelope?: MailEnvelope, auth?: MailAuth): string[] {
  if (field === "subject") return [mail.subject];
  if (field === "body") return [mail.text];
  if (field === "from") return said(mail.from?.address);
  if (field === "fromName") return said(mail.from?.name);
  if (field === "envelopeFrom") return said(envelope?.from);
  if (field === "to") return [...mail.to.map((to) => to.address), ...(envelope?.to ?? [])].filter((to) => to !== "");
  if (field === "listId") return mail.listId === null ? [] : [mail.listId, idOf(mail.listId)];
  return said(auth?.[field]);
}

function said(value: string | null | undefined): string[] {
  return value ? [value] : [];
}

/** `みやぎ <miyagi.example>` is known by what stands in the brackets. */
function idOf(listId: string): string {
  return /<([^<>]*)>/.exec(listId)?.[1] ?? listId;
}

function meets(condition: FieldCondition, values: string[]): boolean {
  if ("matches" in condition) return values.some((value) => finds(condition.matches, value));
  const folded = values.map(foldedOnce);
  if ("equals" in condition) return folded.includes(foldText(condition.equals));
  const phrases = "contains" in condition ? [condition.contains] : condition.containsAny;
  return phrases.map(foldText).some((phrase) => phrase !== "" && folded.some((value) => value.includes(phrase)));
}

const foldedTexts = new Map<string, string>();

/** A mail meets every rule with the same few texts. */
function foldedOnce(text: string): string {
  const known = foldedTexts.get(text);
  if (known !== undefined) return known;
  const folded = foldText(text);
  if (foldedTexts.size >= 8) foldedTexts.clear();
  foldedTexts.set(text, folded);
  return folded;
}

// RE2 takes time in proportion to pattern × text; a mail's sense stands at its beginning.
const longestSearched = 20_000;

function finds(pattern: string, value: string): boolean {
  const compiled = compile(pattern);
  const text = value.slice(0, longestSearched);
  return compiled !== null && (compiled.test(text) || compiled.test(foldWidth(text)));
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch {
    return null;
  }
}

const fieldNames: Record<MailField, string> = {
  from: "差出人アドレス",
  fromName: "差出人名",
  envelopeFrom: "配送上の差出人",
  to: "宛先",
  listId: "メーリングリストID",
  subject: "件名",
  body: "本文",
  spf: "SPF",
  dkim: "DKIM",
  dmarc: "DMARC",
};

function tell(condition: FieldCondition): string {
  const field = fieldNames[condition.field];
  if ("equals" in condition) return `${field}が「${condition.equals}」と同じ`;
  if ("contains" in condition) return `${field}に「${condition.contains}」を含む`;
  if ("matches" in condition) return `${field}が正規表現「${condition.matches}」に合う`;
  return `${field}に「${condition.containsAny.join("」「")}」のどれかを含む`;
}
