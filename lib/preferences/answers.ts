import { Invalid, type Issue } from "../errors.ts";
import { type Answer, Answers, type Question } from "./schema.ts";

/**
 * Checks a resident's answers against the questions in force and returns them in a canonical form:
 * empty answers and answers to hidden questions are left out. Throws `Invalid` that names each key.
 */
export function checkAnswers(questions: Question[], input: unknown): Answers {
  // Without what every object has: a question may be called "constructor".
  const given: Answers = Object.assign(Object.create(null), parseAnswers(input));
  const issues: Issue[] = [];
  const answers: Answers = {};
  const known = new Map(questions.map((question) => [question.key, question]));
  for (const key of Object.keys(given))
    if (!known.has(key))
      issues.push({ path: ["answers", key], message: "この質問はありません。画面を開き直してください。" });
  for (const question of questions) {
    if (!isAsked(questions, question, given)) continue;
    const answer = given[question.key];
    if (isEmpty(answer)) {
      if (question.required)
        issues.push({ path: ["answers", question.key], message: `「${question.label}」に答えてください。` });
    } else {
      issues.push(...complaints(question, answer!));
      answers[question.key] = canonical(answer!);
    }
  }
  if (issues.length > 0) throw new Invalid(issues);
  return answers;
}

/** Whether a question with a condition is put: the question it hangs on is put too, and answered so. */
export function isAsked(questions: Question[], question: Question, answers: Answers, passed: string[] = []): boolean {
  if (!question.showIf) return true;
  const { question: key, anyOf } = question.showIf;
  const other = questions.find((one) => one.key === key);
  if (!other || passed.includes(key)) return false;
  const given = chosen(answers[key]);
  return anyOf.some((choice) => given.includes(choice)) && isAsked(questions, other, answers, [...passed, key]);
}

/** Any answers at all, whatever the questions. */
export function parseAnswers(input: unknown): Answers {
  const result = Answers.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: ["answers", ...path.map(String)], message }));
  throw new Invalid(issues);
}

function chosen(answer: Answer | undefined): string[] {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer)) return answer;
  if (typeof answer === "object") return Object.keys(answer).filter((row) => answer[row]!.length > 0);
  return [];
}

function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === "") return true;
  if (Array.isArray(answer)) return answer.length === 0;
  return typeof answer === "object" && Object.values(answer).every((columns) => columns.length === 0);
}

function canonical(answer: Answer): Answer {
  if (Array.isArray(answer)) return [...new Set(answer)];
  if (typeof answer !== "object") return answer;
  return Object.fromEntries(
    Object.entries(answer)
      .filter(([, columns]) => columns.length > 0)
      .map(([row, columns]) => [row, [...new Set(columns)]]),
  );
}

function complaints(question: Question, answer: Answer): Issue[] {
  const at = ["answers", question.key];
  switch (question.kind) {
    case "single":
      return typeof answer === "string" ? unknown(question.choices, [answer], at) : [wrongKind(at)];
    case "multiple":
      return Array.isArray(answer) ? unknown(question.choices, answer, at) : [wrongKind(at)];
    case "grid":
      return isGrid(answer) ? gridComplaints(question, answer, at) : [wrongKind(at)];
    case "number":
      return typeof answer === "number" ? outside(question, answer, at) : [wrongKind(at)];
    case "text":
      return typeof answer === "string" ? [] : [wrongKind(at)];
  }
}

function gridComplaints(question: Question, answer: Record<string, string[]>, at: string[]): Issue[] {
  return [
    ...unknown(question.rows, Object.keys(answer), at),
    ...Object.entries(answer).flatMap(([row, columns]) => unknown(question.columns, columns, [...at, row])),
  ];
}

function unknown(parts: { key: string }[] | undefined, keys: string[], at: string[]): Issue[] {
  const known = new Set(parts?.map((part) => part.key));
  return keys
    .filter((key) => !known.has(key))
    .map((key) => ({ path: [...at, key], message: "今は選べない選択肢です。画面を開き直してください。" }));
}

function outside(question: Question, answer: number, at: string[]): Issue[] {
  const { min = -Infinity, max = Infinity } = question;
  if (!Number.isInteger(answer)) return [{ path: at, message: "整数で入力してください。" }];
  if (answer >= min && answer <= max) return [];
  return [{ path: at, message: rangeInWords(question) }];
}

function rangeInWords({ min, max }: Question): string {
  if (max === undefined) return `${min}以上の数を入力してください。`;
  if (min === undefined) return `${max}以下の数を入力してください。`;
  return `${min}から${max}までの数を入力してください。`;
}

function isGrid(answer: Answer): answer is Record<string, string[]> {
  return typeof answer === "object" && !Array.isArray(answer);
}

function wrongKind(path: string[]): Issue {
  return { path, message: "答えの形が正しくありません。画面を開き直してください。" };
}
