import { Invalid, type Issue } from "../errors.ts";
import { checkForm, keepRetired } from "../preferences/form.ts";
import type { Question } from "../preferences/schema.ts";
import type { DraftChoice, DraftQuestion } from "./schema.ts";

/** A draft as it would be published, or what is still missing, each issue at the place it has in the draft. */
export type Ready = { questions: Question[]; issues: [] } | { questions: null; issues: Issue[] };

export function readyForm(inForce: readonly Question[], draft: readonly DraftQuestion[]): Ready {
  try {
    const tidy = draft.map(tidied);
    const issues = [...askableIssues(tidy), ...noQuestions(tidy)];
    if (issues.length > 0) throw new Invalid(issues);
    return { questions: keepRetired([...inForce], checkForm(tidy)), issues: [] };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return { questions: null, issues: error.issues };
  }
}

/** Without what does not belong to its kind, and without what was left empty. */
function tidied({ label, help, showIf, ...question }: DraftQuestion): DraftQuestion {
  const { kind, choices, rows, columns, min, max, required, key, retired } = question;
  const choosing = kind === "single" || kind === "multiple";
  return given({
    key,
    kind,
    label: label.trim(),
    help: help?.trim() || undefined,
    required: required || undefined,
    choices: choosing ? choices?.map(tidiedChoice) : undefined,
    rows: kind === "grid" ? rows?.map(tidiedChoice) : undefined,
    columns: kind === "grid" ? columns?.map(tidiedChoice) : undefined,
    min: kind === "number" ? min : undefined,
    max: kind === "number" ? max : undefined,
    showIf,
    retired: retired || undefined,
  });
}

function tidiedChoice({ key, label, help, example, aliases, retired, mergedInto }: DraftChoice): DraftChoice {
  const names = (aliases ?? []).map((alias) => alias.trim()).filter(Boolean);
  return given({
    key,
    label: label.trim(),
    help: help?.trim() || undefined,
    example: example?.trim() || undefined,
    aliases: names.length > 0 ? names : undefined,
    retired: retired || undefined,
    mergedInto: retired ? mergedInto : undefined,
  });
}

function given<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
}

function noQuestions(questions: readonly DraftQuestion[]): Issue[] {
  if (questions.some(({ retired }) => !retired)) return [];
  return [{ path: [], message: "質問を1つ以上入れてください。" }];
}

/** A question of which nothing can be answered, or that can never be put. */
function askableIssues(questions: readonly DraftQuestion[]): Issue[] {
  return questions.flatMap((question, index) =>
    question.retired ? [] : [...emptyLists(question, index), ...neverPut(questions, question, index)],
  );
}

function emptyLists(question: DraftQuestion, index: number): Issue[] {
  const lists = {
    single: ["choices"],
    multiple: ["choices"],
    grid: ["rows", "columns"],
    number: [],
    text: [],
  } as const;
  return lists[question.kind]
    .filter((part) => !question[part]?.some(({ retired }) => !retired))
    .map((part) => ({ path: [index, part], message: empty[part] }));
}

const empty = {
  choices: "選択肢を1つ以上入れてください。",
  rows: "行を1つ以上入れてください。",
  columns: "列を1つ以上入れてください。",
};

function neverPut(questions: readonly DraftQuestion[], { showIf }: DraftQuestion, index: number): Issue[] {
  if (!showIf) return [];
  const asked = questions.find(({ key }) => key === showIf.question);
  if (!asked || asked.retired)
    return [{ path: [index, "showIf"], message: "条件に選んだ質問がありません。選び直してください。" }];
  const parts = asked.kind === "grid" ? asked.rows : asked.choices;
  const open = parts?.some(({ key, retired }) => !retired && showIf.anyOf.includes(key));
  return open ? [] : [{ path: [index, "showIf"], message: "条件にする選択肢を選んでください。" }];
}
