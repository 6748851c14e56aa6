"use server";

import { refresh } from "next/cache";
import { db } from "#app/db.ts";
import { changeRules } from "#lib/mail-rules/change.ts";
import { dryRun, type Tried, tryChange } from "#lib/mail-rules/dry-run.ts";
import type { DryRunPart, RulesChangeInput } from "#lib/mail-rules/schema.ts";
import { type Answer, attempt } from "../../../attempt.ts";

type Step = { change: RulesChangeInput; seen: string; after: string | null; looked: number };
type Wanted = { change: RulesChangeInput; seen: string; acceptFailing: boolean };

export async function tryIt(change: RulesChangeInput): Promise<Answer<Tried>> {
  return attempt((actor) => tryChange(db(), actor, change));
}

export async function runOn(step: Step): Promise<Answer<DryRunPart>> {
  return attempt((actor) => dryRun(db(), actor, step));
}

export async function apply(wanted: Wanted): Promise<Answer<void>> {
  const answer = await attempt((actor) => changeRules(db(), actor, wanted));
  if (answer.ok) refresh();
  return answer;
}
