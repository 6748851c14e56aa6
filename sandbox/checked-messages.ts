import { messageKeyOf } from "./message-key.ts";
import { checkMessages, type ErrorBody } from "./messages/check.ts";

/** The verdict about messages that were seen before: one broadcast sends the same ones thousands of times. */
export type CheckedMessages = Map<string, Verdict>;
export type Verdict = { error?: ErrorBody; messageKey: string };

const kept = 200;

export function createChecks(): CheckedMessages {
  return new Map();
}

export function judgeMessages(checks: CheckedMessages, messages: unknown, unit?: string): Verdict {
  const json = `${unit ?? ""}\n${JSON.stringify(messages)}`;
  const known = checks.get(json);
  if (known) return known;
  const verdict = { error: checkMessages(messages), messageKey: messageKeyOf(messages, unit) };
  if (checks.size >= kept) checks.delete(checks.keys().next().value as string);
  checks.set(json, verdict);
  return verdict;
}
