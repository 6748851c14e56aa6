import type { Move } from "#components/sortable-list.tsx";
import type { DraftChoice, DraftQuestion, PartName } from "#lib/form/schema.ts";
import { choiceKey, questionKey } from "./keys.ts";

/** What staff do with the questions, each giving the questions as they are then. */

type Kind = DraftQuestion["kind"];

export function withQuestion(questions: DraftQuestion[], label: string, kind: Kind) {
  const key = questionKey(label, questions);
  const question: DraftQuestion = { key, kind, label: label.trim(), ...emptyParts(kind) };
  return { questions: [...active(questions), question, ...retired(questions)], key };
}

export function emptyParts(kind: Kind): Pick<DraftQuestion, PartName> {
  if (kind === "grid") return { rows: [], columns: [] };
  return kind === "single" || kind === "multiple" ? { choices: [] } : {};
}

export function changeQuestion(questions: DraftQuestion[], changed: DraftQuestion): DraftQuestion[] {
  return questions.map((question) => (question.key === changed.key ? changed : question));
}

/** What was published stays known, so that answers keep their meaning; what was only drafted is gone. */
export function withoutQuestion(questions: DraftQuestion[], key: string, isPublished: boolean): DraftQuestion[] {
  return isPublished
    ? questions.map((question) => (question.key === key ? { ...question, retired: true } : question))
    : questions.filter((question) => question.key !== key);
}

export function backAgain<Part extends DraftQuestion | DraftChoice>(parts: Part[], key: string): Part[] {
  return parts.map((part) => (part.key === key ? { ...part, retired: undefined, mergedInto: undefined } : part));
}

/** Moved among those that are asked; retired ones stand behind. */
export function moved<Part extends { key: string; retired?: boolean }>(parts: Part[], { ids, to, position }: Move) {
  const moving = active(parts).filter(({ key }) => ids.includes(key));
  const staying = active(parts).filter(({ key }) => !ids.includes(key));
  const at = staying.findIndex(({ key }) => key === to) + (position === "after" ? 1 : 0);
  return [...staying.slice(0, at), ...moving, ...staying.slice(at), ...retired(parts)];
}

/** One place up or down. */
export function shifted<Part extends { key: string; retired?: boolean }>(
  parts: Part[],
  key: string,
  by: -1 | 1,
): Part[] {
  const asked = active(parts);
  const neighbour = asked[asked.findIndex((part) => part.key === key) + by];
  return neighbour ? moved(parts, { ids: [key], to: neighbour.key, position: by < 0 ? "before" : "after" }) : parts;
}

/** One new part for each line that is no doubling. */
export function withChoices(
  questions: DraftQuestion[],
  question: DraftQuestion,
  part: PartName,
  lines: string,
): DraftQuestion {
  let parts = question[part] ?? [];
  for (const label of lines.split("\n").map((line) => line.trim())) {
    if (!label || active(parts).some((choice) => choice.label.trim() === label)) continue;
    parts = [...active(parts), { key: choiceKey(label, parts, questions), label }, ...retired(parts)];
  }
  return { ...question, [part]: parts };
}

export function changeChoice(question: DraftQuestion, part: PartName, changed: DraftChoice): DraftQuestion {
  return {
    ...question,
    [part]: (question[part] ?? []).map((choice) => (choice.key === changed.key ? changed : choice)),
  };
}

export function withoutChoice(question: DraftQuestion, part: PartName, key: string, isPublished: boolean) {
  const parts = question[part] ?? [];
  const left = isPublished
    ? parts.map((choice) => (choice.key === key ? { ...choice, retired: true } : choice))
    : parts.filter((choice) => choice.key !== key);
  return { ...question, [part]: left };
}

/** From then on the one is the other, also where another question is asked only because of it. */
export function mergeChoice(
  questions: DraftQuestion[],
  question: DraftQuestion,
  part: PartName,
  merge: { key: string; into: string },
): DraftQuestion[] {
  const parts = (question[part] ?? []).map((choice) =>
    choice.key === merge.key ? { ...choice, retired: true, mergedInto: merge.into } : choice,
  );
  const isConditional = part === (question.kind === "grid" ? "rows" : "choices");
  return changeQuestion(questions, { ...question, [part]: parts }).map((other) => {
    if (!isConditional || other.showIf?.question !== question.key) return other;
    const anyOf = other.showIf.anyOf.map((key) => (key === merge.key ? merge.into : key));
    return { ...other, showIf: { ...other.showIf, anyOf: [...new Set(anyOf)] } };
  });
}

export function active<Part extends { retired?: boolean }>(parts: readonly Part[] | undefined): Part[] {
  return (parts ?? []).filter((part) => !part.retired);
}

export function retired<Part extends { retired?: boolean }>(parts: readonly Part[] | undefined): Part[] {
  return (parts ?? []).filter((part) => part.retired);
}
