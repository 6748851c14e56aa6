import type { Guards, MailRule, MailRuleInput, RouteAudience, Step } from "#lib/mail/schema.ts";
import { draftOfWhen, linesOf, newCondition, nextId, type WhenGroup, whenOfDraft } from "./when-draft.ts";

export type DraftStep = { id: string; on: Step["on"]; do: Step["do"]; text: string; second: string };
export type DraftValue = { id: string; name: string; row: string };

/** What the form shows of an audience; all kinds at once, so that trying another loses nothing. */
export type DraftAudience = {
  kind: MailRule["audience"]["kind"];
  segment: string;
  /** A rule over answers that only a profile can write; kept as it is. */
  rule: Extract<MailRule["audience"], { kind: "rule" }> | null;
  question: string;
  rowBy: "fixed" | "label";
  row: string;
  rowLabel: string;
  values: DraftValue[];
  rowUnknown: string;
  byColumns: boolean;
  labels: string;
  places: string[];
  whenMissing: "hold" | "all";
  whenUnknown: "hold" | "all";
};

export type GuardName = keyof Guards;
/** Own limits as they are typed: one or two fields, lists by lines. */
export type DraftGuards = Partial<Record<GuardName, { first: string; second: string }>>;

export type RuleDraft = {
  key: string;
  name: string;
  when: WhenGroup;
  steps: DraftStep[];
  audience: DraftAudience;
  lane: NonNullable<MailRule["lane"]>;
  action: NonNullable<MailRule["action"]>;
  source: string;
  subject: boolean;
  hasTemplate: boolean;
  template: string;
  enabled: boolean;
  guards: DraftGuards;
};

export function emptyDraft(key: string): RuleDraft {
  return {
    ...{ key, name: "", when: { id: nextId(), mode: "all", parts: [newCondition()] }, steps: [] },
    audience: { ...emptyAudience, kind: "route", byColumns: true },
    ...{ lane: "normal", action: "hold", source: "", subject: true, hasTemplate: false, template: "{件名}\n\n{本文}" },
    ...{ enabled: true, guards: {} },
  };
}

export function draftOfRule(rule: MailRule): RuleDraft {
  const { key, name, subject, lane = "normal", action = "send", source = "", enabled = true, template } = rule;
  const steps = rule.steps.map((step) => ({
    id: nextId(),
    on: step.on,
    do: step.do,
    text: "text" in step ? step.text : "",
    second: secondOf(step),
  }));
  const words = { hasTemplate: template !== undefined, template: template ?? "{件名}\n\n{本文}" };
  const parts = { when: draftOfWhen(rule.when), steps, audience: draftOfAudience(rule.audience) };
  return { key, name, ...parts, lane, action, source, subject, ...words, enabled, guards: draftOfGuards(rule.guards) };
}

function secondOf(step: Step): string {
  if (step.do === "cutBetween") return step.to;
  return step.do === "replace" ? step.with : "";
}

const emptyAudience: DraftAudience = {
  ...{ kind: "everyone", segment: "", rule: null, question: "", rowBy: "fixed", row: "", rowLabel: "", values: [] },
  ...{ rowUnknown: "hold", byColumns: false, labels: "", places: ["body"], whenMissing: "hold", whenUnknown: "hold" },
};

function draftOfAudience(audience: MailRule["audience"]): DraftAudience {
  if (audience.kind === "segment") return { ...emptyAudience, kind: "segment", segment: audience.key };
  if (audience.kind === "rule") return { ...emptyAudience, kind: "rule", rule: audience };
  return audience.kind === "route" ? draftOfRoute(audience) : { ...emptyAudience, kind: audience.kind };
}

function draftOfRoute({ question, row, columns }: RouteAudience): DraftAudience {
  const rows: Partial<DraftAudience> =
    typeof row === "string"
      ? { rowBy: "fixed", row }
      : { rowBy: "label", rowLabel: row.label, values: valuesOf(row.values), rowUnknown: row.whenUnknown };
  const places = columns && {
    byColumns: true,
    labels: columns.labels.join("\n"),
    places: columns.in as string[],
    whenMissing: columns.whenMissing,
    whenUnknown: columns.whenUnknown,
  };
  return { ...emptyAudience, kind: "route", question, ...rows, ...places };
}

function valuesOf(values: Record<string, string>): DraftValue[] {
  return Object.entries(values).map(([name, row]) => ({ id: nextId(), name, row }));
}

/** What the form says, to be checked by the one schema: nothing is mended here. */
export function ruleOfDraft(draft: RuleDraft): MailRuleInput {
  const { key, name, lane, action, source, subject, hasTemplate, template, enabled } = draft;
  const guards = guardsOfDraft(draft.guards);
  return {
    ...{ key, name: name.trim(), when: whenOfDraft(draft.when), steps: draft.steps.map(stepOf) },
    audience: audienceOf(draft.audience),
    ...{ lane, action, subject },
    ...(source.trim() && { source: source.trim() }),
    ...(hasTemplate && { template }),
    ...(!enabled && { enabled }),
    ...(guards && { guards }),
  };
}

/** What somebody has not chosen yet, in words; the rest is for the schema to judge. */
export function lackingIn({ name, audience }: RuleDraft): string[] {
  const { kind, segment, question, rowBy, row, rowLabel, values, byColumns, labels, places } = audience;
  const isRoute = kind === "route";
  const isBare = rowLabel.trim() === "" || values.length === 0 || values.some((each) => !each.name.trim() || !each.row);
  const lacking: [boolean, string][] = [
    [name.trim() === "", "名前を入力してください。"],
    [kind === "segment" && segment === "", "だれに届けるか：配信グループを選んでください。"],
    [isRoute && question === "", "だれに届けるか：登録項目（表）を選んでください。"],
    [isRoute && question !== "" && rowBy === "fixed" && row === "", "だれに届けるか：種類を選んでください。"],
    [isRoute && rowBy === "label" && isBare, "だれに届けるか：種類の見出しと、言葉ごとの種類を入れてください。"],
    [isRoute && byColumns && linesOf(labels).length === 0, "だれに届けるか：地域の見出しを入力してください。"],
    [isRoute && byColumns && places.length === 0, "だれに届けるか：見出しを探すところを選んでください。"],
  ];
  return lacking.flatMap(([isLacking, said]) => (isLacking ? [said] : []));
}

function stepOf({ on, do: what, text, second }: DraftStep): Step {
  if (what === "collapseBlankLines") return { on, do: what };
  if (what === "cutBetween") return { on, do: what, text, to: second };
  return what === "replace" ? { on, do: what, text, with: second } : { on, do: what, text };
}

function audienceOf(draft: DraftAudience): MailRuleInput["audience"] {
  if (draft.kind === "segment") return { kind: "segment", key: draft.segment };
  if (draft.kind === "rule") return draft.rule ?? { kind: "everyone" };
  return draft.kind === "route" ? routeOf(draft) : { kind: draft.kind };
}

function routeOf(draft: DraftAudience): MailRuleInput["audience"] {
  const values = Object.fromEntries(draft.values.map(({ name, row }) => [name.trim(), row]));
  const row = draft.rowBy === "fixed" ? draft.row : { label: draft.rowLabel, values, whenUnknown: draft.rowUnknown };
  const { whenMissing, whenUnknown } = draft;
  const columns = {
    labels: linesOf(draft.labels),
    in: draft.places as ("body" | "subject")[],
    whenMissing,
    whenUnknown,
  };
  return { kind: "route", question: draft.question, row, ...(draft.byColumns && { columns }) };
}

export function draftOfGuards(guards: Partial<Guards> | null | undefined): DraftGuards {
  const entries = Object.entries(guards ?? {}) as [GuardName, Guards[GuardName]][];
  return Object.fromEntries(entries.map(([name, value]) => [name, typedOf(value)]));
}

function typedOf(value: Guards[GuardName]): { first: string; second: string } {
  if (typeof value === "number") return { first: String(value), second: "" };
  if (Array.isArray(value)) return { first: value.join("\n"), second: "" };
  if ("mails" in value) return { first: String(value.mails), second: String(value.minutes) };
  const groups = value.words.every((word) => typeof word === "string") ? [value.words as string[]] : value.words;
  return { first: (groups as string[][]).map((group) => group.join("、")).join("\n"), second: String(value.minutes) };
}

/** Undefined: nothing of its own. What is no number becomes one that the schema refuses. */
export function guardsOfDraft(draft: DraftGuards): Partial<Guards> | undefined {
  const entries = Object.entries(draft) as [GuardName, { first: string; second: string }][];
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, typed]) => [name, limitOf(name, typed.first, typed.second)]));
}

function limitOf(name: GuardName, first: string, second: string): Guards[GuardName] {
  if (name === "burst") return { mails: numberOf(first), minutes: numberOf(second) };
  if (name === "drillWords" || name === "testWords") return linesOf(first);
  if (name !== "clash") return numberOf(first);
  return { words: linesOf(first).map((line) => linesOf(line.replaceAll(/[、,，]/g, "\n"))), minutes: numberOf(second) };
}

function numberOf(typed: string): number {
  const plain = typed.normalize("NFKC").replaceAll(",", "").trim();
  return plain === "" ? -1 : Number(plain);
}
