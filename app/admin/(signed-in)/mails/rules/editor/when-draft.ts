import type { MailField, When } from "#lib/mail/schema.ts";

export type How = "equals" | "contains" | "containsAny" | "matches";
export type Mode = "all" | "any" | "none" | "notAll";

/** A rule's condition on its way through the form; ids keep the focus where it is while parts come and go. */
export type WhenCondition = { id: string; field: MailField; how: How; text: string; isNot: boolean };
export type WhenGroup = { id: string; mode: Mode; parts: (WhenCondition | WhenGroup)[] };

let counter = 0;
export const nextId = (): string => `part-${++counter}`;

export const isGroup = (part: WhenCondition | WhenGroup): part is WhenGroup => "parts" in part;

export function newCondition(): WhenCondition {
  return { id: nextId(), field: "from", how: "contains", text: "", isNot: false };
}

export function draftOfWhen(when: When): WhenGroup {
  const draft = partOf(when);
  return isGroup(draft) ? draft : { id: nextId(), mode: "all", parts: [draft] };
}

function partOf(when: When): WhenCondition | WhenGroup {
  if ("all" in when) return { id: nextId(), mode: "all", parts: when.all.map(partOf) };
  if ("any" in when) return { id: nextId(), mode: "any", parts: when.any.map(partOf) };
  if ("not" in when) return opposite(partOf(when.not));
  const { field } = when;
  const given = { id: nextId(), field, isNot: false };
  if ("equals" in when) return { ...given, how: "equals", text: when.equals };
  if ("contains" in when) return { ...given, how: "contains", text: when.contains };
  if ("matches" in when) return { ...given, how: "matches", text: when.matches };
  return { ...given, how: "containsAny", text: when.containsAny.join("\n") };
}

const opposites = { all: "notAll", any: "none", none: "any", notAll: "all" } as const;

function opposite(part: WhenCondition | WhenGroup): WhenCondition | WhenGroup {
  return isGroup(part) ? { ...part, mode: opposites[part.mode] } : { ...part, isNot: !part.isNot };
}

/** What the form says. Empty parts stay in, so that the schema can say where something is missing. */
export function whenOfDraft(group: WhenGroup): When {
  if (group.parts.length === 1 && group.mode === "all") return whenOfPart(group.parts[0]!);
  const parts = group.parts.map(whenOfPart);
  if (group.mode === "all") return { all: parts };
  if (group.mode === "any") return { any: parts };
  return { not: group.mode === "none" ? { any: parts } : { all: parts } };
}

function whenOfPart(part: WhenCondition | WhenGroup): When {
  if (isGroup(part)) return whenOfDraft(part);
  const condition = conditionOf(part);
  return part.isNot ? { not: condition } : condition;
}

function conditionOf({ field, how, text }: WhenCondition): When {
  if (how === "containsAny") return { field, containsAny: linesOf(text) };
  if (how === "equals") return { field, equals: text };
  return how === "contains" ? { field, contains: text } : { field, matches: text };
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function changePart(group: WhenGroup, part: WhenCondition | WhenGroup): WhenGroup {
  if (group.id === part.id) return part as WhenGroup;
  const parts = group.parts.map((each) => {
    if (each.id === part.id) return part;
    return isGroup(each) ? changePart(each, part) : each;
  });
  return { ...group, parts };
}

export function removePart(group: WhenGroup, id: string): WhenGroup {
  const kept = group.parts.filter((each) => each.id !== id);
  return { ...group, parts: kept.map((each) => (isGroup(each) ? removePart(each, id) : each)) };
}
