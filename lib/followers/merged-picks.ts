import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { followers } from "#db/schema/followers.ts";
import { meaningToday } from "../preferences/merged.ts";
import type { Question } from "../preferences/schema.ts";
import { reachable } from "../segments/compile.ts";

type Pick = { id: number; question: string; row: string; choice: string; number: number | null; people: number };

/** Choices that were merged count as the one they were merged into: who had chosen several of them is one person. */
export async function joinMerged(db: Db, questions: readonly Question[], picks: Pick[]): Promise<Pick[]> {
  const meanings = new Map(questions.map((question) => [question.key, meaningToday(question)]));
  const today = picks.map((pick) => {
    const meaning = meanings.get(pick.question);
    return meaning ? { ...pick, row: meaning.row(pick.row), choice: meaning.choice(pick.choice) } : pick;
  });
  const same = Map.groupBy(today, ({ question, row, choice, number }) =>
    JSON.stringify([question, row, choice, number]),
  );
  const joined: Pick[] = [];
  for (const [one, ...others] of same.values())
    joined.push(others.length === 0 ? one! : { ...one!, people: await countAny(db, [one!, ...others]) });
  return joined;
}

function countAny(db: Db, picks: Pick[]): Promise<number> {
  const ids = picks.map(({ id }) => id).sort((a, b) => a - b);
  const chosen = sql`${followers.picks} && ${sql.raw(`'{${ids.join(",")}}'::int[]`)}`;
  return db.$count(followers, sql`${reachable} and ${followers.registeredAt} is not null and ${chosen}`);
}
