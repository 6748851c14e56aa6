import type { Answer, Answers, Choice, Question } from "./schema.ts";

/**
 * What a key means today: of a choice that was merged, the one it was merged into. Answers and rules keep their words;
 * they are understood by this whenever they are read (docs/decisions/006-form-versions.md).
 */
export function todayOf(parts: readonly Choice[] | undefined): (key: string) => string {
  const into = new Map((parts ?? []).flatMap(({ key, mergedInto }) => (mergedInto ? [[key, mergedInto]] : [])));
  return (key) => {
    let today = key;
    for (let steps = 0; steps < into.size && into.has(today); steps++) today = into.get(today)!;
    return today;
  };
}

/** What the row and the choice of a pick mean today. */
export function meaningToday({ kind, choices, rows, columns }: Question) {
  return { row: todayOf(rows), choice: todayOf(kind === "grid" ? columns : choices) };
}

/** Answers of old in the keys of today. */
export function answersToday(questions: readonly Question[], answers: Answers): Answers {
  const changed = questions.filter(hasMerged).flatMap((question) => {
    const answer = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined;
    return answer === undefined ? [] : [[question.key, answerToday(question, answer)] as const];
  });
  return { ...answers, ...Object.fromEntries(changed) };
}

function hasMerged({ choices = [], rows = [], columns = [] }: Question): boolean {
  return [choices, rows, columns].some((parts) => parts.some((part) => part.mergedInto));
}

function answerToday({ choices, rows, columns }: Question, answer: Answer): Answer {
  const choice = todayOf(choices);
  if (typeof answer === "number") return answer;
  if (typeof answer === "string") return choice(answer);
  if (Array.isArray(answer)) return [...new Set(answer.map(choice))];
  const row = todayOf(rows);
  const column = todayOf(columns);
  const cells = Object.entries(answer).map(([key, keys]) => [row(key), keys.map(column)] as const);
  const joined = Map.groupBy(cells, ([key]) => key);
  return Object.fromEntries([...joined].map(([key, same]) => [key, [...new Set(same.flatMap(([, keys]) => keys))]]));
}
