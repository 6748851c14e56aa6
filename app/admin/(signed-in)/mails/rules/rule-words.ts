import type { MailRule, When } from "#lib/mail/schema.ts";
import { audienceWords, type Vocabulary } from "../../../audience-words.ts";

type FieldCondition = Extract<When, { field: unknown }>;

export const fieldWords: Record<FieldCondition["field"], string> = {
  from: "差出人アドレス",
  fromName: "差出人の名前",
  envelopeFrom: "配送上の差出人",
  to: "宛先アドレス",
  listId: "メーリングリストID",
  subject: "件名",
  body: "本文",
  spf: "送信元の証明（SPF）",
  dkim: "送信元の証明（DKIM）",
  dmarc: "送信元の証明（DMARC）",
};

/** A rule as staff say it, in two halves: which mails, and what becomes of them. */
export function ruleWords(rule: MailRule, words: Vocabulary): { when: string; what: string } {
  const lane = { urgent: "緊急で", normal: "", test: "テストとして" }[rule.lane ?? "normal"];
  const action = rule.action === "hold" ? "職員の確認を待つ" : `${lane}配信する`;
  return { when: `${whenWords(rule.when)}とき`, what: `${ruleAudienceWords(rule.audience, words)}に、${action}` };
}

function whenWords(when: When): string {
  if ("all" in when) return joined(when.all, "、かつ ");
  if ("any" in when) return joined(when.any, " または ");
  if ("not" in when)
    return "field" in when.not ? conditionWords(when.not, "not") : `「${whenWords(when.not)}」ではない`;
  return conditionWords(when, "is");
}

function joined(parts: When[], joint: string): string {
  return parts
    .map((part) => {
      const nested = ("all" in part && part.all.length > 1) || ("any" in part && part.any.length > 1);
      return nested && parts.length > 1 ? `（${whenWords(part)}）` : whenWords(part);
    })
    .join(joint);
}

type Sense = "is" | "not";

function conditionWords(condition: FieldCondition, sense: Sense): string {
  const field = fieldWords[condition.field];
  if ("equals" in condition) return `${field}が「${condition.equals}」${{ is: "と同じ", not: "ではない" }[sense]}`;
  if ("contains" in condition) return `${field}に「${condition.contains}」を${{ is: "含む", not: "含まない" }[sense]}`;
  if ("matches" in condition)
    return `${field}が正規表現「${condition.matches}」に${{ is: "合う", not: "合わない" }[sense]}`;
  return `${field}に${listed(condition.containsAny)}の${{ is: "どれかを含む", not: "どれも含まない" }[sense]}`;
}

const named = 3;

function listed(phrases: string[]): string {
  if (phrases.length <= named + 1) return `「${phrases.join("」「")}」`;
  return `「${phrases.slice(0, named).join("」「")}」など${phrases.length}語`;
}

function ruleAudienceWords(audience: MailRule["audience"], words: Vocabulary): string {
  if (audience.kind !== "route") return audienceWords(audience, words);
  const question = words.questions.find(({ key }) => key === audience.question);
  const rowWords = (key: string) => question?.rows?.find((row) => row.key === key)?.label ?? key;
  const { row, columns } = audience;
  const kind = typeof row === "string" ? rowWords(row) : `メールの「${row.label}」が示す種類`;
  return columns ? `${kind} × メールの「${columns.labels.join("」「")}」が示す地域` : `${kind}（すべての地域）`;
}
