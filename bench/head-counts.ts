import { currentForm } from "#lib/preferences/form.ts";
import { type Question, shownQuestions } from "#lib/preferences/schema.ts";
import { countRule } from "#lib/segments/audience.ts";
import type { Rule } from "#lib/segments/schema.ts";
import { actor, type City } from "./city.ts";

export type HeadCounts = { rules: number; p50: number; p95: number; worst: number; worstRule: string };

/** Every pair of questions, joined in four ways, with few and with many choices each; counted once, in a mixed order. */
export async function measureHeadCounts({ db }: City): Promise<HeadCounts> {
  const rules = mixed(rulesOf(shownQuestions((await currentForm(db)).questions)));
  const times: { ms: number; rule: Rule }[] = [];
  await countRule(db, actor, rules[0]);
  for (const rule of rules) {
    const begun = performance.now();
    await countRule(db, actor, rule);
    times.push({ ms: performance.now() - begun, rule });
  }
  times.sort((a, b) => a.ms - b.ms);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.ms);
  return {
    rules: rules.length,
    p50: at(0.5),
    p95: at(0.95),
    worst: at(1),
    worstRule: JSON.stringify(times.at(-1)!.rule),
  };
}

function rulesOf(questions: Question[]): Rule[] {
  const leaves = questions.map(leavesOf).filter((of) => of.length > 0);
  const pairs = leaves.flatMap((of, at) => leaves.slice(at).map((others) => [of, others] as const));
  return pairs.flatMap(([of, others]) =>
    of.flatMap((a) =>
      others.flatMap((b): Rule[] => [
        { all: [a, b] },
        { any: [a, b] },
        { all: [a, { not: b }] },
        { not: { any: [a, b] } },
      ]),
    ),
  );
}

function leavesOf({ key: question, kind, choices, rows, columns, min = 0, max = 100 }: Question): Rule[] {
  if (kind === "text") return [];
  if (kind === "number") return [{ question, from: min, to: Math.floor((min + max) / 2) }];
  const keys = (choices ?? columns)!.map((choice) => choice.key);
  const sizes = [keys.slice(0, 1), keys.slice(0, Math.ceil(keys.length / 2)), keys];
  if (kind !== "grid") return sizes.map((anyOf) => ({ question, anyOf }));
  return [...sizes.map((anyOf) => ({ question, row: rows![0]!.key, anyOf })), { question, anyOf: keys.slice(0, 1) }];
}

function mixed(rules: Rule[]): Rule[] {
  return rules
    .map((rule, at) => ({ rule, at: (at * 7919) % rules.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ rule }) => rule);
}
