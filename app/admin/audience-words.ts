import type { Choice, Question } from "#lib/preferences/schema.ts";
import type { Audience, Rule } from "#lib/segments/schema.ts";

/** What the words need: the form's questions (retired parts too) and the names of the saved rules. */
export type Vocabulary = { questions: Question[]; segments: { key: string; name: string }[] };

/** An audience as staff say it: 「青葉区・泉区 × 防犯情報」. */
export function audienceWords(audience: Audience, words: Vocabulary): string {
  switch (audience.kind) {
    case "everyone":
      return "友だち全員";
    case "registered":
      return "受信設定を登録した友だち";
    case "test":
      return "テスト配信先";
    case "segment":
      return words.segments.find(({ key }) => key === audience.key)?.name ?? `配信グループ「${audience.key}」`;
    case "rule":
      return ruleWords(audience.rule, words.questions);
  }
}

export function ruleWords(rule: Rule, questions: Question[]): string {
  if ("all" in rule) return joined(rule.all, questions, " かつ ") || "すべての友だち";
  if ("any" in rule) return joined(rule.any, questions, " または ");
  if ("not" in rule) return `「${ruleWords(rule.not, questions)}」以外`;
  if ("registered" in rule) return "受信設定を登録した友だち";
  const question = questions.find(({ key }) => key === rule.question);
  const name = question?.label ?? rule.question;
  if (!("anyOf" in rule)) return `${name} ${rule.from ?? ""}〜${rule.to ?? ""}`;
  if (question?.kind !== "grid") return `${name}：${choiceWords(rule.anyOf, question?.choices)}`;
  const topic = rule.row === undefined ? name : labelOf(rule.row, question.rows);
  return `${columnWords(rule.anyOf, question.columns)} × ${topic}`;
}

function joined(rules: Rule[], questions: Question[], word: string): string {
  const parts = rules.map((rule) => ruleWords(rule, questions));
  return parts.length === 1
    ? parts[0]!
    : parts.map((part) => (part.includes(" かつ ") ? `（${part}）` : part)).join(word);
}

function columnWords(keys: string[], columns: Choice[] = []): string {
  const shown = columns.filter((column) => !column.retired);
  if (shown.length > 1 && shown.every((column) => keys.includes(column.key))) return "市内全域";
  return choiceWords(keys, columns);
}

function choiceWords(keys: string[], choices: Choice[] | undefined): string {
  return keys.map((key) => labelOf(key, choices)).join("・");
}

function labelOf(key: string, choices: Choice[] = []): string {
  return choices.find((choice) => choice.key === key)?.label ?? key;
}
