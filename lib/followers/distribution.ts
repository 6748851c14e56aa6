import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { options } from "#db/schema/form.ts";
import { type Actor, must } from "../actor.ts";
import { currentForm } from "../preferences/form.ts";
import type { Choice, Question } from "../preferences/schema.ts";
import { reachable } from "../segments/compile.ts";
import { readSetting } from "../settings/settings.ts";
import { hideSmallParts, hideSmallShare } from "./anonymous.ts";
import { joinMerged } from "./merged-picks.ts";

/** `people` is null where so few are hidden. `whole`: everybody who registered; null when even they are few. */
export type Distribution = { smallest: number; whole: number | null; questions: AnswersTo[] };
export type Part = { label: string; people: number | null };
export type AnswersTo =
  /** Each person is in one part (`parts`), or in as many as they like (`shares`). */
  | { key: string; label: string; kind: "parts" | "shares"; parts: Part[] }
  | { key: string; label: string; kind: "grid"; columns: string[]; rows: { label: string; cells: Part[] }[] };

/**
 * What the friends who registered answered, question by question, free texts left out. No number points at fewer people
 * than the setting says, not by subtraction either.
 */
export async function answerDistribution(db: Db, actor: Actor): Promise<Distribution> {
  must(actor, "analytics", "view");
  const [{ questions }, smallest, counted, whole] = await Promise.all([
    currentForm(db),
    readSetting(db, "smallestCell"),
    countPicks(db),
    countRegistered(db),
  ]);
  const measured = questions.filter(({ kind, retired }) => kind !== "text" && !retired);
  const house = { counted: await joinMerged(db, questions, counted), whole, smallest };
  return {
    smallest,
    whole: whole < smallest ? null : whole,
    questions: measured.map((question) => answersTo(question, house)),
  };
}

type Picked = { id: number; question: string; row: string; choice: string; number: number | null; people: number };
type House = { counted: Picked[]; whole: number; smallest: number };

/** One look at everybody's picks; what they mean stands beside them. */
async function countPicks(db: Db): Promise<Picked[]> {
  const rows = await db.execute<Picked>(sql`
    select id, question, "row", choice, number, people from (
      select pick, count(*)::int as people from followers, unnest(picks) as pick
      where ${reachable} and registered_at is not null group by pick) as counted
    join ${options} on id = pick`);
  return [...rows];
}

async function countRegistered(db: Db): Promise<number> {
  const [row] = await db.execute<{ people: number }>(
    sql`select count(*)::int as people from followers where ${reachable} and registered_at is not null`,
  );
  return row!.people;
}

function answersTo(question: Question, house: House): AnswersTo {
  if (question.kind === "grid") return gridOf(question, house);
  if (question.kind === "multiple") return sharesOf(question, house);
  return partsOf(question, house);
}

function partsOf({ key, label, kind, choices = [] }: Question, { counted, whole, smallest }: House): AnswersTo {
  const answered = counted.filter((pick) => pick.question === key);
  const named = kind === "number" ? rangesOf(answered) : choicesOf(choices, answered);
  const rest = whole - named.reduce((sum, part) => sum + part.people, 0);
  const all = [...named, { label: "回答なし", people: Math.max(0, rest) }];
  const shown = hideSmallParts(
    all.map(({ people }) => people),
    smallest,
  );
  return { key, label, kind: "parts", parts: all.map((part, index) => ({ label: part.label, people: shown[index]! })) };
}

/** What can no longer be chosen is one part, so that all of them still add up. */
function choicesOf(choices: Choice[], answered: Picked[]) {
  const chosenBy = (key: string) => answered.find((pick) => pick.choice === key)?.people ?? 0;
  const offered = choices.filter(({ retired }) => !retired);
  const known = new Set(offered.map(({ key }) => key));
  const former = answered.filter((pick) => !known.has(pick.choice)).reduce((sum, { people }) => sum + people, 0);
  const parts = offered.map(({ key, label }) => ({ label, people: chosenBy(key) }));
  return former > 0 ? [...parts, { label: "以前の選択肢", people: former }] : parts;
}

const widths = [1, 2, 5, 10, 20, 50, 100, 1000];
const mostRanges = 12;

/** Numbers in steps of one width, so many that a plot can show them. */
function rangesOf(answered: Picked[]) {
  const numbers = answered.flatMap(({ number }) => number ?? []);
  if (numbers.length === 0) return [];
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const width = widths.find((one) => (highest - lowest) / one < mostRanges - 1) ?? highest - lowest + 1;
  const first = Math.floor(lowest / width) * width;
  const ranges = Array.from({ length: Math.floor((highest - first) / width) + 1 }, (_, at) => first + at * width);
  return ranges.map((from) => ({
    label: width === 1 ? `${from}` : `${from}〜${from + width - 1}`,
    people: answered
      .filter(({ number }) => number !== null && number >= from && number < from + width)
      .reduce((sum, { people }) => sum + people, 0),
  }));
}

function sharesOf({ key, label, choices = [] }: Question, { counted, whole, smallest }: House): AnswersTo {
  const answered = counted.filter((pick) => pick.question === key);
  const parts = choices
    .filter(({ retired }) => !retired)
    .map((choice) => ({ label: choice.label, people: shareOf(answered, "", choice.key, whole, smallest) }));
  return { key, label, kind: "shares", parts };
}

function gridOf({ key, label, rows = [], columns = [] }: Question, { counted, whole, smallest }: House): AnswersTo {
  const answered = counted.filter((pick) => pick.question === key);
  const offered = columns.filter(({ retired }) => !retired);
  return {
    ...{ key, label, kind: "grid", columns: offered.map((column) => column.label) },
    rows: rows
      .filter(({ retired }) => !retired)
      .map((row) => ({
        label: row.label,
        cells: offered.map((column) => ({
          label: column.label,
          people: shareOf(answered, row.key, column.key, whole, smallest),
        })),
      })),
  };
}

function shareOf(answered: Picked[], row: string, choice: string, whole: number, smallest: number): number | null {
  const people = answered.find((pick) => pick.row === row && pick.choice === choice)?.people ?? 0;
  return hideSmallShare(people, whole, smallest);
}
