import { isDeepStrictEqual } from "node:util";
import { desc, eq, sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Db } from "#db/client.ts";
import { formVersions, options } from "#db/schema/form.ts";
import { record } from "../activity/record.ts";
import { type Actor, must, nameOf } from "../actor.ts";
import { now } from "../clock.ts";
import { Invalid, type Issue, parse } from "../errors.ts";
import { formChanges } from "../form/changes.ts";
import { todayOf } from "./merged.ts";
import { type Choice, Question } from "./schema.ts";

export type Form = { version: number; questions: Question[] };

/** The latest form read, recognised by version and moment: a version that was rolled back is not mistaken for it. */
let cached: { form: Form; publishedAt: number } | undefined;

/** The form in force, retired parts included. Version 0 with no questions while none was published. */
export async function currentForm(db: Db): Promise<Form> {
  const { version, publishedAt } = formVersions;
  const [latest] = await db.select({ version, publishedAt }).from(formVersions).orderBy(desc(version)).limit(1);
  if (!latest) return { version: 0, questions: [] };
  if (cached?.form.version !== latest.version || cached.publishedAt !== latest.publishedAt.getTime())
    cached = { form: await readVersion(db, latest.version), publishedAt: latest.publishedAt.getTime() };
  return cached.form;
}

/**
 * Publishes a new version when something changed. A key that disappeared is retired, never deleted,
 * so that answers and segments of old keep their meaning. Returns the version in force.
 */
export async function publishForm(db: Db, actor: Actor, input: unknown): Promise<number> {
  must(actor, "form", "send");
  const questions = checkForm(input);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7102)`);
    const before = await currentForm(tx);
    const after = keepRetired(before.questions, questions);
    refuseLostMerges(after);
    if (before.version > 0 && isDeepStrictEqual(after, before.questions)) return before.version;
    const version = before.version + 1;
    const changes = formChanges(before.questions, after);
    await tx
      .insert(formVersions)
      .values({ version, questions: after, publishedAt: now(), publishedBy: nameOf(actor), changes });
    await giveOptions(tx, after);
    await record(tx, actor, "form.publish", `form:${version}`, {
      questions: questions.length,
      changes: changes.slice(0, mostRecorded),
    });
    return version;
  });
}

/** A city that starts publishes everything at once. */
const mostRecorded = 50;

/** Parses a form and checks what only the whole can show: unique keys, and `showIf` that names a real choice. */
export function checkForm(input: unknown): Question[] {
  const questions = parse(z.array(Question), input);
  const issues = questions.flatMap((question, index) => [
    ...(["choices", "rows", "columns"] as const).flatMap((part) => doubles(question[part] ?? [], [index, part])),
    ...checkShowIf(questions, question, index),
    ...checkRange(question, index),
  ]);
  issues.unshift(...doubles(questions, []));
  if (issues.length > 0) throw new Invalid(issues);
  return questions;
}

async function readVersion(db: Db, version: number): Promise<Form> {
  const [row] = await db.select().from(formVersions).where(eq(formVersions.version, version));
  return { version, questions: row!.questions as Question[] };
}

function doubles(parts: { key: string }[], path: (string | number)[]): Issue[] {
  const seen = new Set<string>();
  return parts.flatMap(({ key }, at) => {
    if (seen.has(key)) return [{ path: [...path, at, "key"], message: `キー「${key}」が重複しています。` }];
    seen.add(key);
    return [];
  });
}

function checkShowIf(questions: Question[], question: Question, index: number) {
  if (!question.showIf) return [];
  const asked = questions.find((other) => other.key === question.showIf!.question);
  const known = new Set((asked?.choices ?? asked?.rows ?? []).map((choice) => choice.key));
  if (!asked)
    return [{ path: [index, "showIf", "question"], message: `質問「${question.showIf.question}」がありません。` }];
  return question.showIf.anyOf
    .filter((key) => !known.has(key))
    .map((key) => ({ path: [index, "showIf", "anyOf"], message: `選択肢「${key}」がありません。` }));
}

function checkRange({ min, max }: Question, index: number): Issue[] {
  if (min === undefined || max === undefined || min <= max) return [];
  return [{ path: [index, "max"], message: "最大は最小以上の数にしてください。" }];
}

/** A merged choice must lead to another one of its list, and not around in a circle. */
function refuseLostMerges(questions: Question[]): void {
  const issues = questions.flatMap((question, index) =>
    (["choices", "rows", "columns"] as const).flatMap((part) => {
      const all = question[part] ?? [];
      return all.flatMap((choice, at) =>
        leadsSomewhere(all, choice)
          ? []
          : [{ path: [index, part, at, "mergedInto"], message: `「${choice.label}」の統合先が正しくありません。` }],
      );
    }),
  );
  if (issues.length > 0) throw new Invalid(issues);
}

function leadsSomewhere(all: Choice[], choice: Choice): boolean {
  if (choice.mergedInto === undefined) return true;
  const today = todayOf(all)(choice.key);
  const into = all.find(({ key }) => key === today);
  return Boolean(choice.retired) && into !== undefined && into.mergedInto === undefined;
}

export function keepRetired(before: Question[], after: Question[]): Question[] {
  const merged = after.map((question) => {
    const old = before.find((other) => other.key === question.key);
    if (!old) return question;
    const part = (name: "choices" | "rows" | "columns") =>
      question[name] && keepRetiredParts(old[name] ?? [], question[name]!);
    return dropUndefined({ ...question, choices: part("choices"), rows: part("rows"), columns: part("columns") });
  });
  return [...merged, ...gone(before, after)];
}

function keepRetiredParts(before: Choice[], after: Choice[]): Choice[] {
  return [...after, ...gone(before, after)];
}

function gone<Part extends { key: string; retired?: boolean }>(before: Part[], after: Part[]): Part[] {
  const kept = new Set(after.map((part) => part.key));
  return before.filter((part) => !kept.has(part.key)).map((part) => ({ ...part, retired: true }));
}

function dropUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

/** PostgreSQL takes 65,535 values in one statement; a grid of 100 × 300 has more. */
const atOnce = 10_000;

async function giveOptions(tx: Db, questions: Question[]): Promise<void> {
  const rows = questions.flatMap(optionsOf);
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insert(options)
      .values(rows.slice(from, from + atOnce))
      .onConflictDoNothing();
}

function optionsOf(question: Question): { question: string; row: string; choice: string }[] {
  if (question.kind !== "grid")
    return (question.choices ?? []).map((choice) => ({ question: question.key, row: "", choice: choice.key }));
  return question.rows!.flatMap((row) =>
    question.columns!.map((column) => ({ question: question.key, row: row.key, choice: column.key })),
  );
}
