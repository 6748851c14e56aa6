"use client";

import { useEffect, useRef } from "react";
import type { Question } from "#lib/preferences/schema.ts";
import { type Condition, type Group, isGroup } from "./draft.ts";
import { changePart, removePart, withCondition, withGroup } from "./draft-changes.ts";
import { GroupBox } from "./group-box.tsx";

type Props = {
  /** The whole form, retired parts included: old rules may still speak of them. */
  questions: readonly Question[];
  draft: Group;
  onChange: (draft: Group) => void;
  /** What is missing, by the id of the part; empty while nobody has tried to save. */
  missing: Record<string, string>;
};

/** What the boxes inside may do with the draft. */
export type Hands = Pick<Props, "questions" | "missing"> & {
  change: (part: Condition | Group) => void;
  remove: (id: string) => void;
  addCondition: (group: Group) => void;
  addGroup: (group: Group) => void;
};

/** A rule by clicking: conditions that all, any or none must hold, with groups one level deep. */
export function RuleBuilder({ questions, draft, onChange, missing }: Props) {
  const focusAfter = useFocusAfter();
  const grow = (group: Group) => {
    onChange(changePart(draft, group));
    focusAfter(`#${group.parts.at(-1)!.id} [data-first] button`);
  };
  const hands: Hands = {
    questions,
    missing,
    change: (part) => onChange(changePart(draft, part)),
    remove: (id) => {
      onChange(removePart(draft, id));
      focusAfter(`#${holderOf(draft, id).id}-add`);
    },
    addCondition: (group) => grow(withCondition(group)),
    addGroup: (group) => grow(withGroup(group)),
  };
  return <GroupBox group={draft} hands={hands} />;
}

function holderOf(draft: Group, id: string): Group {
  return draft.parts.filter(isGroup).find((group) => group.parts.some((part) => part.id === id)) ?? draft;
}

/** What was clicked may be gone afterwards; the focus goes to where the work goes on. */
function useFocusAfter(): (selector: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    document.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  return (selector) => {
    wanted.current = selector;
  };
}
