import { isDeepStrictEqual } from "node:util";
import type { Choice, Question } from "../preferences/schema.ts";
import { type PartName, partNames, partWords } from "./schema.ts";

/** Something that residents are no longer asked: a question, or a part of one, perhaps merged into another part. */
export type Withdrawal = { question: Question; part?: PartName; choice?: Choice; into?: Choice };

/** What one form changes against another, a sentence each, in the order of the form. */
export function formChanges(before: readonly Question[], after: readonly Question[]): string[] {
  const old = new Map(before.map((question) => [question.key, question]));
  const changes = after.flatMap((question) => changesOf(old.get(question.key), question));
  return isReordered(before, after) ? [...changes, "質問の順番を変更"] : changes;
}

/** What the form in force asks and the new one does not. */
export function withdrawals(before: readonly Question[], after: readonly Question[]): Withdrawal[] {
  const old = new Map(before.map((question) => [question.key, question]));
  return after.flatMap((question) => {
    const had = old.get(question.key);
    if (!had || had.retired) return [];
    return question.retired ? [{ question: had }] : partNames.flatMap((part) => withdrawnParts(had, question, part));
  });
}

function withdrawnParts(had: Question, question: Question, part: PartName): Withdrawal[] {
  const asked = new Set(shown(had[part]).map(({ key }) => key));
  const parts = question[part] ?? [];
  return parts
    .filter(({ key, retired }) => retired && asked.has(key))
    .map((choice) => ({ question: had, part, choice, into: parts.find(({ key }) => key === choice.mergedInto) }));
}

function changesOf(had: Question | undefined, question: Question): string[] {
  const name = `質問「${question.label}」`;
  if (!had) return question.retired ? [] : [`${name}を追加`];
  if (question.retired) return had.retired ? [] : [`${name}を廃止`];
  return [
    ...(had.retired ? [`${name}を再開`] : []),
    ...(had.label === question.label ? [] : [`質問「${had.label}」の名前を「${question.label}」に変更`]),
    ...(had.help === question.help ? [] : [`${name}の説明を変更`]),
    ...(Boolean(had.required) === Boolean(question.required)
      ? []
      : [`${name}を${question.required ? "必須" : "任意"}に変更`]),
    ...(had.kind === question.kind ? [] : [`${name}の種類を変更`]),
    ...(had.min === question.min && had.max === question.max ? [] : [`${name}の答えられる数の範囲を変更`]),
    ...(isDeepStrictEqual(had.showIf, question.showIf) ? [] : [`${name}をたずねる条件を変更`]),
    ...partNames.flatMap((part) => partChanges(had, question, part)),
  ];
}

function partChanges(had: Question, question: Question, part: PartName): string[] {
  const [before, after] = [had[part] ?? [], question[part] ?? []];
  const old = new Map(before.map((choice) => [choice.key, choice]));
  const of = `「${question.label}」の${partWords[part]}`;
  const added = after.filter(({ key, retired }) => !retired && !old.has(key));
  const gone = after.filter(({ key, retired, mergedInto }) => retired && !mergedInto && isShown(old.get(key)));
  const back = after.filter(({ key, retired }) => !retired && old.get(key)?.retired);
  return [
    ...(added.length > 0 ? [`${of}に${named(added)}を追加`] : []),
    ...(gone.length > 0 ? [`${of}${named(gone)}を廃止`] : []),
    ...(back.length > 0 ? [`${of}${named(back)}を再開`] : []),
    ...after.flatMap((choice) => choiceChanges(of, old.get(choice.key), choice, after)),
    ...(isReordered(before, after) ? [`${of}の順番を変更`] : []),
  ];
}

function choiceChanges(of: string, had: Choice | undefined, choice: Choice, all: Choice[]): string[] {
  if (!had) return [];
  const into = all.find(({ key }) => key === choice.mergedInto);
  if (into && had.mergedInto !== choice.mergedInto) return [`${of}「${choice.label}」を「${into.label}」に統合`];
  if (choice.retired) return [];
  const names = `${of}「${choice.label}」`;
  return [
    ...(had.label === choice.label ? [] : [`${of}「${had.label}」の名前を「${choice.label}」に変更`]),
    ...(had.help === choice.help ? [] : [`${names}の説明を変更`]),
    ...(had.example === choice.example ? [] : [`${names}の例を変更`]),
    ...(isDeepStrictEqual(had.aliases ?? [], choice.aliases ?? []) ? [] : [`${names}の別名を変更`]),
  ];
}

const manyNames = 5;

function named(choices: readonly { label: string }[]): string {
  const names = choices.slice(0, manyNames).map(({ label }) => `「${label}」`);
  return choices.length > manyNames ? `${names.join("")}など${choices.length}件` : names.join("");
}

/** Whether those that stand in both stand in another order. */
function isReordered(before: readonly Choice[], after: readonly Choice[]): boolean;
function isReordered(before: readonly Question[], after: readonly Question[]): boolean;
function isReordered(before: readonly (Choice | Question)[], after: readonly (Choice | Question)[]): boolean {
  const [had, has] = [shown(before).map(({ key }) => key), shown(after).map(({ key }) => key)];
  const [kept, stayed] = [new Set(has), new Set(had)];
  const order = (keys: string[], both: Set<string>) => keys.filter((key) => both.has(key)).join("\n");
  return order(had, kept) !== order(has, stayed);
}

function shown<Part extends { retired?: boolean }>(parts: readonly Part[] | undefined): Part[] {
  return (parts ?? []).filter(isShown);
}

function isShown(part: { retired?: boolean } | undefined): boolean {
  return part !== undefined && !part.retired;
}
