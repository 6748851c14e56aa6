import { draftOf, emptyCondition, emptyDraft, type Group } from "#components/rule-builder/draft.ts";
import { ruleOfDraft } from "#components/rule-builder/draft-rule.ts";
import type { Question } from "#lib/preferences/schema.ts";
import type { Audience } from "#lib/segments/schema.ts";

/** What the composer's audience field holds. `kept` is what cannot be clicked: too deep a rule, or whom a correction is for. */
export type AudienceValue = {
  kind: Exclude<Audience["kind"], "recipientsOf"> | "kept";
  segment: string;
  draft: Group;
  kept?: Audience;
};

/** The first topic stands there already, so that a ward is all that is left to choose. */
export function emptyAudience(questions: readonly Question[]): AudienceValue {
  return { kind: "rule", segment: "", draft: firstDraft(questions) };
}

export function firstDraft(questions: readonly Question[]): Group {
  const asked = questions.filter(({ kind, retired }) => kind !== "text" && !retired);
  const first = asked.find(({ kind }) => kind === "grid") ?? asked[0];
  if (!first) return emptyDraft;
  const row = first.rows?.find(({ retired }) => !retired)?.key ?? "";
  return { ...emptyDraft, parts: [{ ...emptyCondition("part-0", first.key), row }] };
}

/** What is only half chosen is an empty rule, which no schema accepts: never everybody. */
export function audienceOf({ kind, segment, draft, kept }: AudienceValue, questions: readonly Question[]): Audience {
  if (kind === "kept") return kept!;
  if (kind === "segment") return { kind, key: segment };
  if (kind !== "rule") return { kind };
  return { kind, rule: ruleOfDraft(draft, questions) ?? { any: [] } };
}

export function audienceValueOf(audience: Audience, questions: readonly Question[]): AudienceValue {
  const empty = { segment: "", draft: firstDraft(questions) };
  if (audience.kind === "segment") return { ...empty, kind: "segment", segment: audience.key };
  if (audience.kind === "recipientsOf") return { ...empty, kind: "kept", kept: audience };
  if (audience.kind !== "rule") return { ...empty, kind: audience.kind };
  const draft = draftOf(audience.rule, questions);
  return draft ? { ...empty, kind: "rule", draft } : { ...empty, kind: "kept", kept: audience };
}
