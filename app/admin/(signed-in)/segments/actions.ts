"use server";

import { db } from "#app/db.ts";
import { countRule } from "#lib/segments/audience.ts";
import { createSegment } from "#lib/segments/create.ts";
import { retireSegment, saveSegment } from "#lib/segments/saved.ts";
import type { Rule, SegmentDefinition } from "#lib/segments/schema.ts";
import { type Answer, attempt } from "../../attempt.ts";

export async function count(rule: Rule): Promise<Answer<number>> {
  return attempt((actor) => countRule(db(), actor, rule));
}

export async function create(segment: { key?: string; name: string; rule: Rule }): Promise<Answer<SegmentDefinition>> {
  return attempt((actor) => createSegment(db(), actor, segment));
}

export async function save(segment: SegmentDefinition): Promise<Answer<SegmentDefinition>> {
  return attempt((actor) => saveSegment(db(), actor, segment));
}

export async function retire(key: string): Promise<Answer<void>> {
  return attempt((actor) => retireSegment(db(), actor, key));
}
