import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { now } from "../clock.ts";
import { isAsked } from "../preferences/answers.ts";
import { currentForm } from "../preferences/form.ts";
import { picksOf } from "../preferences/picks.ts";
import { type Answer, type Answers, type Question, shownQuestions } from "../preferences/schema.ts";

/** How many different sets of answers there are; follower n has set n mod this. */
const patterns = 997;
const slice = 50_000;

/**
 * Fills the city with followers for load tests: the same ids (U and half the SHA-256 of "kairan-seed:n", n from 1) and
 * the same answers every time; one in five never registered.
 */
export async function seedFollowers(db: Db, count: number): Promise<void> {
  const form = await currentForm(db);
  await writePatterns(db, shownQuestions(form.questions));
  for (let from = 1; from <= count; from += slice)
    await writeFollowers(db, from, Math.min(count, from + slice - 1), form.version);
  await db.execute(sql`drop table seed_patterns`);
  await db.execute(sql`analyze followers`);
}

async function writePatterns(db: Db, questions: Question[]): Promise<void> {
  await db.execute(
    sql`create unlogged table if not exists seed_patterns (n int primary key, answers jsonb, picks int[])`,
  );
  await db.execute(sql`truncate seed_patterns`);
  for (let n = 0; n < patterns; n++) {
    const answers = n % 5 === 0 ? null : answersOf(questions, n);
    const picks = answers ? await picksOf(db, answers) : [];
    await db.execute(
      sql`insert into seed_patterns values (${n}, ${answers && JSON.stringify(answers)}::jsonb, ${sql.param(picks)}::int[])`,
    );
  }
}

async function writeFollowers(db: Db, from: number, to: number, formVersion: number): Promise<void> {
  const at = now().toISOString();
  await db.execute(sql`
    with people as (
      select n, answers, picks, 'U' || left(encode(sha256(convert_to('kairan-seed:' || n, 'UTF8')), 'hex'), 32) as line_user_id
      from (select generate_series(${from}::int, ${to}::int) as n) as numbers
        join (select n as pattern, answers, picks from seed_patterns) as patterns on pattern = n % ${patterns}
    ), written as (
      insert into followers (line_user_id, friend, picks, registered_at, friend_changed_at, created_at)
      select line_user_id, true, picks, case when answers is not null then ${at}::timestamptz end, ${at}::timestamptz, ${at}::timestamptz
      from people order by n
      on conflict do nothing
      returning id, line_user_id
    )
    insert into preferences (follower_id, answers, form_version, updated_at)
    select written.id, people.answers, ${formVersion}, ${at}::timestamptz
    from written join people using (line_user_id)
    where people.answers is not null`);
}

function answersOf(questions: Question[], n: number): Answers {
  const random = randomOf(n);
  const answers: Answers = {};
  for (const question of questions)
    if (question.kind !== "text" && isAsked(questions, question, answers) && (question.required || random() < 0.9))
      answers[question.key] = answerOf(question, random);
  return answers;
}

function answerOf(question: Question, random: () => number): Answer {
  const some = (parts: { key: string }[], share: number) =>
    parts.filter(() => random() < share).map((part) => part.key);
  const one = (parts: { key: string }[]) => parts[Math.floor(random() * parts.length)]!.key;
  if (question.kind === "number")
    return Math.floor((question.min ?? 0) + random() * ((question.max ?? 100) - (question.min ?? 0) + 1));
  if (question.kind === "single") return one(question.choices!);
  if (question.kind === "multiple") return [...new Set([one(question.choices!), ...some(question.choices!, 0.3)])];
  const rows = [...new Set([one(question.rows!), ...some(question.rows!, 0.4)])];
  return Object.fromEntries(
    rows.map((row) => [row, [...new Set([one(question.columns!), ...some(question.columns!, 0.2)])]]),
  );
}

/** A small deterministic generator (mulberry32): the same n gives the same answers. */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
