import { type Condition, emptyCondition, type Group, isGroup } from "./draft.ts";

type Part = Condition | Group;

/** Changes the part with this id, wherever it stands. */
export function changePart<Changed extends Part>(group: Group, changed: Changed): Group {
  if (isGroup(changed) && group.id === changed.id) return changed;
  return {
    ...group,
    parts: group.parts.map((part) => {
      if (part.id === changed.id) return changed;
      return isGroup(part) ? changePart(part, changed) : part;
    }),
  };
}

/** Takes a part away. */
export function removePart(group: Group, id: string): Group {
  return {
    ...group,
    parts: group.parts.filter((part) => part.id !== id).map((part) => (isGroup(part) ? removePart(part, id) : part)),
  };
}

/** The group with one more condition, nothing chosen in it yet. */
export function withCondition(group: Group): Group {
  return { ...group, parts: [...group.parts, emptyCondition(newId())] };
}

/** The group with one more group; the other mode is what it is worth nesting for. */
export function withGroup(group: Group): Group {
  const mode = group.mode === "all" ? "any" : "all";
  return { ...group, parts: [...group.parts, { id: newId(), mode, parts: [emptyCondition(newId())] }] };
}

/** Another question: what was chosen for the one before has no meaning any more. */
export function askedAbout(condition: Condition, about: string): Condition {
  return { ...emptyCondition(condition.id, about), isNot: condition.isNot };
}

let made = 0;

/** Only ever called by clicks, so that server and browser never number differently. */
function newId(): string {
  made += 1;
  return `new-${made}`;
}
