import { todayOf } from "#lib/preferences/merged.ts";
import type { Choice, Question } from "#lib/preferences/schema.ts";
import type { Rule } from "#lib/segments/schema.ts";
import { labelledValues } from "./labels.ts";
import { type Named, namesEverywhere, namesIn } from "./names.ts";
import type { RouteAudience, RouteColumns, RouteRow } from "./schema.ts";

export type RouteTrace = { step: string; outcome: string; detail: string };
export type Route = ({ kind: "rule"; rule: Rule } | { kind: "hold"; reason: string }) & { trace: RouteTrace[] };

export type Town = { questions: Question[]; everywhere: string[]; cityName: string };
type Told = { subject: string; body: string };

/**
 * Lets the mail's own words choose the audience. All values of the deciding label count together. Decided where the
 * contract leaves it open: a value that names places and also one that we cannot place (青葉区、北区), or with an
 * exception (青葉区を除く), follows `whenUnknown`; a label without a value counts as missing; a kind that is missing
 * follows the row's `whenUnknown`; two kinds named together reach those who asked for either.
 */
export function routeMail(audience: RouteAudience, mail: Told, town: Town): Route {
  const trace: RouteTrace[] = [];
  const question = town.questions.find((each) => each.key === audience.question && !each.retired);
  if (question?.kind !== "grid") return held(`登録項目「${audience.question}」（表）がありません。`, trace);
  const rows = chooseRows(audience.row, mail, question, town, trace);
  if ("hold" in rows) return held(rows.hold, trace);
  const columns = chooseColumns(audience.columns, mail, question, town, trace);
  if ("hold" in columns) return held(columns.hold, trace);
  const rules = rows.keys.map((row) => ({ question: question.key, row, anyOf: columns.keys }));
  return { kind: "rule", rule: rules.length === 1 ? rules[0]! : { any: rules }, trace };
}

type Chosen = { keys: string[] } | { hold: string };

function held(reason: string, trace: RouteTrace[]): Route {
  return { kind: "hold", reason, trace };
}

function chooseRows(row: RouteRow, mail: Told, question: Question, town: Town, trace: RouteTrace[]): Chosen {
  const named = typeof row === "string" ? [row] : namedRows(row, mail, town, trace);
  if ("hold" in named) return named;
  const wanted = [...new Set(named.map(todayOf(question.rows)))];
  const missing = wanted.find((key) => !active(question.rows).some((each) => each.key === key));
  if (missing !== undefined) return { hold: `登録項目「${question.label}」に行「${missing}」がありません。` };
  const labels = active(question.rows)
    .filter((each) => wanted.includes(each.key))
    .map((each) => each.label);
  trace.push({ step: "情報の種類", outcome: "決定", detail: labels.join("、") });
  return { keys: wanted };
}

type LabelledRow = Exclude<RouteRow, string>;

function namedRows(row: LabelledRow, mail: Told, town: Town, trace: RouteTrace[]): string[] | { hold: string } {
  const values =
    [mail.body, mail.subject].map((text) => labelledValues(text, row.label)).find((found) => found.length > 0) ?? [];
  const kinds = Object.entries(row.values).map(([name, key]) => ({ key, names: [name] }));
  const keys = [...new Set(values.flatMap((value) => namesIn(value, kinds, town.cityName).keys))];
  const said =
    values.length === 0
      ? `見出し「${row.label}」がありません。`
      : `「${row.label}」の値「${values.join("」「").slice(0, 100)}」`;
  trace.push({ step: "種類の見出し", outcome: keys.length > 0 ? "一致" : "不明", detail: said });
  if (keys.length > 0) return keys;
  return row.whenUnknown === "hold" ? { hold: `情報の種類が分かりません。${said}` } : [row.whenUnknown];
}

function chooseColumns(
  columns: RouteColumns | undefined,
  mail: Told,
  question: Question,
  town: Town,
  trace: RouteTrace[],
): Chosen {
  const all = active(question.columns);
  if (all.length === 0) return { hold: `登録項目「${question.label}」に列がありません。` };
  const chosen = columns ? namedColumns(columns, mail, all, town, trace) : "all";
  if (typeof chosen === "object" && "hold" in chosen) return chosen;
  const taken = all.filter((column) => chosen === "all" || chosen.includes(column.key));
  trace.push({ step: "配信する地域", outcome: "決定", detail: taken.map((column) => column.label).join("、") });
  return { keys: taken.map((column) => column.key) };
}

type Columns = "all" | string[] | { hold: string };

function namedColumns(columns: RouteColumns, mail: Told, all: Choice[], town: Town, trace: RouteTrace[]): Columns {
  const texts = (["body", "subject"] as const).filter((part) => columns.in.includes(part)).map((part) => mail[part]);
  for (const label of columns.labels) {
    const values = texts.flatMap((text) => labelledValues(text, label));
    if (values.length === 0) continue;
    const { chosen, doubt } = readValues(values, all, town);
    const detail = `「${label}」の値「${values.join("」「").slice(0, 100)}」${doubt ?? ""}`;
    trace.push({ step: "地域の見出し", outcome: chosen ? "一致" : "不明", detail });
    return chosen ?? otherwise(columns.whenUnknown, `地域が分かりません。${detail}`);
  }
  const inSubject = columns.in.includes("subject") ? readValues([mail.subject], all, town).chosen : null;
  const names = `見出し「${columns.labels.join("」「")}」がありません。`;
  trace.push({ step: "地域の見出し", outcome: inSubject ? "件名から判断" : "見出しなし", detail: names });
  return inSubject ?? otherwise(columns.whenMissing, names);
}

function otherwise(choice: "hold" | "all", reason: string): Columns {
  return choice === "all" ? "all" : { hold: reason };
}

function readValues(values: string[], all: Choice[], town: Town): { chosen: "all" | string[] | null; doubt?: string } {
  const places: Named[] = all.map(({ key, label, aliases }) => ({ key, names: [label, ...(aliases ?? [])] }));
  if (values.some((value) => namesEverywhere(value, town.everywhere, places, town.cityName))) return { chosen: "all" };
  const named = values.map((value) => namesIn(value, places, town.cityName));
  const doubt = named.find((each) => each.doubt)?.doubt;
  const known = named.every((each) => each.keys.length > 0) && doubt === undefined;
  return { chosen: known ? [...new Set(named.flatMap((each) => each.keys))] : null, doubt };
}

/** What can be chosen now. A mail that says the name of a merged one means the one it was merged into. */
function active(choices: Choice[] = []): Choice[] {
  const today = todayOf(choices);
  const merged = choices.filter((choice) => choice.mergedInto);
  return choices
    .filter((choice) => !choice.retired)
    .map((choice) => {
      const others = merged.filter(({ key }) => today(key) === choice.key);
      const names = others.flatMap(({ label, aliases = [] }) => [label, ...aliases]);
      return { ...choice, aliases: [...(choice.aliases ?? []), ...names] };
    });
}
