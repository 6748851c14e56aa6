import type { Db } from "#db/client.ts";
import { type Actor, must } from "../actor.ts";
import type { Question } from "../preferences/schema.ts";
import type { Rule } from "../segments/schema.ts";
import { listRules } from "./rules.ts";
import type { MailRule } from "./schema.ts";

/** A rule that speaks of a question, and which of its choices, rows or columns it names. */
export type MailRuleUse = { key: string; name: string; parts: string[] };

/** The mail rules that would change their meaning with this question of the form. */
export async function rulesUsing(db: Db, actor: Actor, question: string): Promise<MailRuleUse[]> {
  must(actor, "mail", "view");
  return (await listRules(db)).flatMap((rule) => {
    const named = namedIn(rule).filter((each) => each.question === question);
    if (named.length === 0) return [];
    const parts = [...new Set(named.flatMap(({ part }) => part ?? []))];
    return [{ key: rule.key, name: rule.name, parts }];
  });
}

/** What a rule's audience names that the form no longer asks, in words. */
export function staleIn(rule: Pick<MailRule, "audience">, questions: Question[]): string[] {
  const stale = namedIn(rule).flatMap(({ question: key, part }) => {
    const question = questions.find((each) => each.key === key);
    if (!question) return [`登録項目「${key}」はありません。`];
    if (question.retired) return [`登録項目「${question.label}」は廃止されています。`];
    if (part === undefined) return [];
    const known = [...(question.choices ?? []), ...(question.rows ?? []), ...(question.columns ?? [])];
    const found = known.find((each) => each.key === part);
    if (!found) return [`「${question.label}」に選択肢「${part}」はありません。`];
    return found.retired && !found.mergedInto
      ? [`「${question.label}」の選択肢「${found.label}」は廃止されています。`]
      : [];
  });
  return [...new Set(stale)];
}

type Named = { question: string; part?: string };

function namedIn({ audience }: Pick<MailRule, "audience">): Named[] {
  if (audience.kind === "rule") return picksOf(audience.rule);
  if (audience.kind !== "route") return [];
  const { question, row } = audience;
  const fallback = typeof row === "string" || row.whenUnknown === "hold" ? [] : [row.whenUnknown];
  const rows = typeof row === "string" ? [row] : [...Object.values(row.values), ...fallback];
  return rows.map((part) => ({ question, part }));
}

function picksOf(rule: Rule): Named[] {
  if ("all" in rule) return rule.all.flatMap(picksOf);
  if ("any" in rule) return rule.any.flatMap(picksOf);
  if ("not" in rule) return picksOf(rule.not);
  if (!("question" in rule)) return [];
  const parts = "anyOf" in rule ? [...rule.anyOf, ...(rule.row === undefined ? [] : [rule.row])] : [];
  return parts.length > 0 ? parts.map((part) => ({ question: rule.question, part })) : [{ question: rule.question }];
}
