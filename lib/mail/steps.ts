import { findPhrase, fold, type Span } from "./fold.ts";
import type { Step } from "./schema.ts";

/** A mail's text on its way to becoming a message. */
export type Draft = { subject: string; body: string; before: string[]; after: string[] };

export type StepTrace = { step: string; outcome: "変更" | "変更なし"; detail: string };

/**
 * Applies the text steps in order. `on: "message"` means the whole text as it would be sent at that point: lines added
 * before so far, subject, body, lines added after so far; a cut there may begin in one of them and end in another.
 * Phrases are found with width, case and spaces folded, and cut from the original. `remove`, `replace` and
 * `cutBetween` act on every place; a phrase that is not found changes nothing, nor does a range without its end.
 * `addBefore` on the message adds lines in the order of the steps; on the subject it adds in the same line, on the body
 * above it.
 */
export function applySteps(steps: Step[], text: { subject: string; body: string }): Draft & { trace: StepTrace[] } {
  let draft: Draft = { ...text, before: [], after: [] };
  const trace = steps.map((step, index) => {
    const next = applyStep(step, draft);
    const changed = composeText(next) !== composeText(draft);
    draft = next;
    return tell(step, index, changed);
  });
  return { ...draft, subject: draft.subject.trim(), body: withoutEdges(draft.body), trace };
}

/** The text that is sent: lines before · subject · empty line · body · empty line · lines after. */
export function composeText(draft: Draft): string {
  return layOut(draft).text;
}

function applyStep(step: Step, draft: Draft): Draft {
  if (step.do === "addBefore" || step.do === "addAfter") return add(step, draft);
  if (step.on === "subject") return { ...draft, subject: edit(draft.subject, editsOf(step, draft.subject)) };
  if (step.on === "body") return { ...draft, body: edit(draft.body, editsOf(step, draft.body)) };
  return editMessage(step, draft);
}

type Adding = Extract<Step, { do: "addBefore" | "addAfter" }>;
type Editing = Exclude<Step, Adding>;

function add({ on, do: where, text }: Adding, draft: Draft): Draft {
  const ahead = where === "addBefore";
  if (on === "subject") return { ...draft, subject: ahead ? text + draft.subject : draft.subject + text };
  if (on === "body") return { ...draft, body: (ahead ? [text, draft.body] : [draft.body, text]).join("\n") };
  return ahead ? { ...draft, before: [...draft.before, text] } : { ...draft, after: [...draft.after, text] };
}

type Edit = Span & { with: string };

function editsOf(step: Editing, text: string): Edit[] {
  if (step.do === "collapseBlankLines") return blankRuns(text);
  const folded = fold(text);
  const found = findPhrase(folded, step.text);
  if (step.do === "cutFrom") return found.slice(0, 1).map(({ start }) => ({ start, end: text.length, with: "" }));
  if (step.do === "replace") return found.map((span) => ({ ...span, with: step.with }));
  if (step.do === "remove") return found.map((span) => ({ ...span, with: "" }));
  return ranges(found, findPhrase(folded, step.to));
}

function blankRuns(text: string): Edit[] {
  return [...text.matchAll(/\n(?:[^\S\n]*\n){2,}/g)].map(({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    with: "\n\n",
  }));
}

/** Each start with the first end after it; a start inside a range that is already cut opens none. */
function ranges(starts: Span[], ends: Span[]): Edit[] {
  const edits: Edit[] = [];
  let nextEnd = 0;
  for (const start of starts) {
    if (start.start < (edits.at(-1)?.end ?? 0)) continue;
    while (nextEnd < ends.length && ends[nextEnd]!.start < start.end) nextEnd++;
    const end = ends[nextEnd];
    if (!end) break;
    edits.push({ start: start.start, end: end.end, with: "" });
  }
  return edits;
}

function edit(text: string, edits: Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const each of edits) {
    pieces.push(text.slice(at, each.start), each.with);
    at = each.end;
  }
  return [...pieces, text.slice(at)].join("");
}

function editMessage(step: Editing, draft: Draft): Draft {
  const { text, before, subject, body, after } = layOut(draft);
  const edits = editsOf(step, text);
  const left = (span: Span) => edit(...clipped(text, span, edits));
  return {
    before: before.map(left).filter((line) => line !== ""),
    subject: left(subject),
    body: left(body),
    after: after.map(left).filter((line) => line !== ""),
  };
}

/** The part of the text, and of each edit what falls on it; a replacement goes where its phrase begins. */
function clipped(text: string, span: Span, edits: Edit[]): [string, Edit[]] {
  const inside = edits.filter((each) => each.start < span.end && each.end > span.start);
  const moved = inside.map((each) => ({
    start: Math.max(0, each.start - span.start),
    end: Math.min(span.end, each.end) - span.start,
    with: each.start >= span.start ? each.with : "",
  }));
  return [text.slice(span.start, span.end), moved];
}

type Layout = { text: string; before: Span[]; subject: Span; body: Span; after: Span[] };

function layOut(draft: Draft): Layout {
  let text = "";
  const put = (piece: string, gap: string): Span => {
    if (piece !== "" && text !== "") text += gap;
    const start = text.length;
    text += piece;
    return { start, end: text.length };
  };
  const before = draft.before.map((line) => put(line, "\n"));
  const subject = put(draft.subject, "\n");
  const body = put(draft.body, "\n\n");
  const after = draft.after.map((line, index) => put(line, index === 0 ? "\n\n" : "\n"));
  return { text, before, subject, body, after };
}

function withoutEdges(body: string): string {
  return body.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

const doings: Record<Step["do"], string> = {
  cutFrom: "以降を削除",
  cutBetween: "から指定の語句までを削除",
  remove: "を削除",
  replace: "を置き換え",
  addBefore: "を前に追加",
  addAfter: "を後に追加",
  collapseBlankLines: "続く空行を1行にする",
};
const targets: Record<Step["on"], string> = { subject: "件名", body: "本文", message: "全体" };

function tell(step: Step, index: number, changed: boolean): StepTrace {
  const phrase = step.do === "collapseBlankLines" ? "" : `「${step.text.slice(0, 60)}」`;
  const detail = `${targets[step.on]}：${phrase}${doings[step.do]}`;
  const missing = phrase === "" ? "続く空行" : "語句";
  const reason = changed ? "" : `（${missing}が見つからないため、変更していません）`;
  return { step: `文面の加工 ${index + 1}`, outcome: changed ? "変更" : "変更なし", detail: detail + reason };
}
