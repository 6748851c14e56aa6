import { isDeepStrictEqual } from "node:util";
import { decide, type Rulebook, type Told } from "../mail/decide.ts";
import type { ReadMail } from "../mail/read.ts";
import { type Outcome, type OutcomePart, outcomeParts } from "./schema.ts";

/** What the rules alone make of a mail. */
export function outcomeOf(mail: ReadMail, told: Told, book: Rulebook): Outcome {
  const { state, rule = null, text = null, audience = null } = decide(mail, told, book);
  return { state, rule, text, audience };
}

export function differences(before: Outcome, after: Outcome): OutcomePart[] {
  return outcomeParts.filter((part) => !isDeepStrictEqual(before[part], after[part]));
}
