import type { AnswerIssue, Answers, Question } from "#lib/preferences/schema.ts";

/** What the server would refuse, said before asking it. Takes only the questions that are put. */
export function issuesOf(questions: readonly Question[], answers: Answers): AnswerIssue[] {
  return questions.flatMap((question) => {
    const message = complaint(question, answers);
    return message ? [{ path: ["answers", question.key], message }] : [];
  });
}

function complaint(question: Question, answers: Answers): string | undefined {
  const answer = answers[question.key];
  if (answer === undefined) return question.required ? needed[question.kind] : undefined;
  if (question.kind === "number") return numberComplaint(question, answer);
  if (question.kind === "text" && String(answer).length > 1000) return "1,000文字までで書いてください。";
  return undefined;
}

function numberComplaint({ min, max }: Question, answer: unknown): string | undefined {
  if (typeof answer !== "number") return "数字で書いてください。";
  if (min !== undefined && max !== undefined && (answer < min || answer > max))
    return `${min}から${max}までの数字を書いてください。`;
  if (min !== undefined && answer < min) return `${min}より小さい数字は使えません。`;
  if (max !== undefined && answer > max) return `${max}より大きい数字は使えません。`;
  return undefined;
}

const needed: Record<Question["kind"], string> = {
  single: "1つ選んでください。",
  multiple: "1つ以上選んでください。",
  grid: "1つ以上選んでください。",
  number: "数字を書いてください。",
  text: "書いてください。",
};
