import type { Choice, Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";

/** A rule as staff say it: 「青葉区・泉区 × 防犯情報 かつ 年代：30代」. */
export function ruleInWords(rule: Rule, questions: readonly Question[]): string {
  if ("all" in rule) return joined(rule.all, questions, and) || "すべての友だち";
  if ("any" in rule) return joined(rule.any, questions, or);
  if ("not" in rule) return `「${ruleInWords(rule.not, questions)}」以外`;
  if ("registered" in rule) return "受信設定を登録した友だち";
  const question = questions.find(({ key }) => key === rule.question);
  const name = question?.label ?? rule.question;
  if (!("anyOf" in rule)) return `${name} ${rule.from ?? ""}〜${rule.to ?? ""}`;
  if (question?.kind !== "grid") return `${name}：${choicesInWords(rule.anyOf, question?.choices)}`;
  const topic = rule.row === undefined ? name : labelOf(rule.row, question.rows);
  return `${columnsInWords(rule.anyOf, question.columns)} × ${topic}`;
}

const and = " かつ ";
const or = " または ";

function joined(rules: Rule[], questions: readonly Question[], word: string): string {
  const alone = rules.length === 1;
  return rules.map((rule) => (alone ? ruleInWords(rule, questions) : bracketed(rule, questions))).join(word);
}

/** 「A または B かつ C」 could be read in two ways. */
function bracketed(rule: Rule, questions: readonly Question[]): string {
  const words = ruleInWords(rule, questions);
  const parts = "all" in rule ? rule.all : "any" in rule ? rule.any : [];
  return parts.length > 1 ? `（${words}）` : words;
}

function columnsInWords(keys: string[], columns: Choice[] = []): string {
  const shown = columns.filter((column) => !column.retired);
  if (shown.length > 1 && shown.every((column) => keys.includes(column.key))) return "市内全域";
  return choicesInWords(keys, columns);
}

function choicesInWords(keys: string[], choices: Choice[] | undefined): string {
  return keys.map((key) => labelOf(key, choices)).join("・");
}

function labelOf(key: string, choices: Choice[] = []): string {
  return choices.find((choice) => choice.key === key)?.label ?? key;
}
