import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { options } from "#db/schema/form.ts";
import type { Answer, Answers } from "./schema.ts";

type Meaning = { question: string; row: string; choice: string; number: number | null };

/** The option ids that stand for these answers, sorted. Numbers get their option when first entered. */
export async function picksOf(tx: Db, answers: Answers): Promise<number[]> {
  const meanings = Object.entries(answers).flatMap(([question, answer]) => meaningsOf(question, answer));
  if (meanings.length === 0) return [];
  await giveNumbers(tx, meanings);
  const ids = await tx.execute<{ id: number }>(sql`
    select option.id from unnest(
      ${column(meanings, "question")}::text[], ${column(meanings, "row")}::text[],
      ${column(meanings, "choice")}::text[], ${column(meanings, "number")}::float8[]
    ) as meant (question, row, choice, number)
    join options option on option.question = meant.question and option.row = meant.row and option.choice = meant.choice
      and option.number is not distinct from meant.number
    order by option.id`);
  return ids.map(({ id }) => id);
}

const column = (meanings: Meaning[], name: keyof Meaning) => sql.param(meanings.map((meaning) => meaning[name]));

function meaningsOf(question: string, answer: Answer): Meaning[] {
  if (typeof answer === "number") return [{ question, row: "", choice: "", number: answer }];
  if (Array.isArray(answer)) return answer.map((choice) => ({ question, row: "", choice, number: null }));
  if (typeof answer === "string") return [{ question, row: "", choice: answer, number: null }];
  return Object.entries(answer).flatMap(([row, columns]) =>
    columns.map((choice) => ({ question, row, choice, number: null })),
  );
}

async function giveNumbers(tx: Db, meanings: Meaning[]): Promise<void> {
  const numbers = meanings.filter((meaning) => meaning.number !== null);
  if (numbers.length > 0) await tx.insert(options).values(numbers).onConflictDoNothing();
}

/** Ids of the options a rule's leaf speaks of. */
export async function optionIds(db: Db, question: string, accepts: (option: Meaning) => boolean): Promise<number[]> {
  const known = await db.select().from(options).where(sql`question = ${question}`);
  return known.filter(accepts).map((option) => option.id);
}
