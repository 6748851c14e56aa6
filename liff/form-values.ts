import type { Answer, Answers, Choice, Question } from "#lib/preferences/schema.ts";

/** What the inputs hold. A grid holds one list per row. */
export type Value = string | string[] | Record<string, string[]>;
export type FormValues = Record<string, Value>;

/** Keys may look like numbers, which a form library would take for places in a list; hence a letter before each. */
export const nameOf = (question: string) => `q_${question}`;
export const rowNameOf = (question: string, row: string) => `${nameOf(question)}.${rowKey(row)}` as const;
const rowKey = (row: string) => `r_${row}`;

/** Only what the form still asks is shown; answers to retired choices drop out here. */
export function toValues(questions: readonly Question[], answers: Answers): FormValues {
  return Object.fromEntries(
    questions.map((question) => [nameOf(question.key), toValue(question, answers[question.key])]),
  );
}

/** The answers to the questions that are put, in the contract's shape; what is empty is left out. */
export function toAnswers(questions: readonly Question[], values: FormValues): Answers {
  const answers: Answers = {};
  for (const question of shownOf(questions, values)) {
    const answer = toAnswer(question, values[nameOf(question.key)]);
    if (answer !== undefined) answers[question.key] = answer;
  }
  return answers;
}

/** The questions that are put, given what is entered. A question behind a hidden one is hidden, too. */
export function shownOf(questions: readonly Question[], values: FormValues): Question[] {
  const known = new Map(questions.map((question) => [question.key, question]));
  return questions.filter((question) => isShown(question, values, known, new Set()));
}

function isShown(
  question: Question,
  values: FormValues,
  known: ReadonlyMap<string, Question>,
  behind: ReadonlySet<string>,
): boolean {
  const { showIf } = question;
  if (!showIf) return true;
  const asked = known.get(showIf.question);
  if (!asked || behind.has(question.key)) return false;
  const chosen = chosenOf(values[nameOf(showIf.question)]);
  return (
    showIf.anyOf.some((key) => chosen.includes(key)) &&
    isShown(asked, values, known, new Set([...behind, question.key]))
  );
}

function chosenOf(value: Value | undefined): string[] {
  if (value === undefined || value === "") return [];
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value;
  return Object.keys(value).flatMap((row) => (value[row]?.length ? [row.slice(2)] : []));
}

function toValue(question: Question, answer: Answer | undefined): Value {
  switch (question.kind) {
    case "single":
      return isOneOf(question.choices, answer) ? answer : "";
    case "multiple":
      return onlyKnown(question.choices, answer);
    case "grid": {
      const rows = isRecord(answer) ? answer : {};
      return Object.fromEntries(
        (question.rows ?? []).map((row) => [rowKey(row.key), onlyKnown(question.columns, rows[row.key])]),
      );
    }
    case "number":
      return typeof answer === "number" ? String(answer) : "";
    case "text":
      return typeof answer === "string" ? answer : "";
  }
}

function toAnswer(question: Question, value: Value | undefined): Answer | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  if (isRecord(value)) {
    const rows = (question.rows ?? []).flatMap(({ key }) => {
      const columns = value[rowKey(key)] ?? [];
      return columns.length > 0 ? [[key, columns] as const] : [];
    });
    return rows.length > 0 ? Object.fromEntries(rows) : undefined;
  }
  const text = value?.trim();
  if (!text) return undefined;
  return question.kind === "number" ? readNumber(text) : text;
}

/** People also type full-width digits. What is no number stays text, for the check to complain about. */
function readNumber(text: string): number | string {
  const number = Number(text.normalize("NFKC"));
  return Number.isFinite(number) ? number : text;
}

function onlyKnown(choices: readonly Choice[] | undefined, answer: Answer | undefined): string[] {
  if (!Array.isArray(answer)) return [];
  return (choices ?? []).map((choice) => choice.key).filter((key) => answer.includes(key));
}

function isOneOf(choices: readonly Choice[] | undefined, answer: Answer | undefined): answer is string {
  return (choices ?? []).some((choice) => choice.key === answer);
}

function isRecord(value: Value | Answer | undefined): value is Record<string, string[]> {
  return typeof value === "object" && !Array.isArray(value);
}
