import type { LineAnswer } from "../line/client.ts";

/** What an answer of LINE means for a delivery. Pure: the whole judgement stands in this file. */
export type Outcome =
  | { kind: "accepted" }
  | { kind: "retry"; afterMs: number }
  | { kind: "slow_down"; afterMs: number }
  | { kind: "bad_recipient"; index: number }
  | { kind: "refused" }
  | { kind: "not_allowed" };

const firstBackoffMs = 500;
const longestBackoffMs = 60_000;
/** However long LINE asks us to wait: a person must see within this time that something stands still. */
const longestAskedMs = 15 * 60_000;

/** 2xx and 409 (already accepted) are success; 4xx are final; no answer and 5xx are asked again with the same key. */
export function judge(answer: LineAnswer, attempts: number): Outcome {
  const { status } = answer;
  if ((status >= 200 && status < 300) || status === 409) return { kind: "accepted" };
  if (status === 401 || status === 403) return { kind: "not_allowed" };
  if (status === 429) return { kind: "slow_down", afterMs: askedMs(answer) ?? 1000 };
  if (status === 0 || status === 408 || status >= 500) return { kind: "retry", afterMs: backoffMs(attempts, answer) };
  const index = status === 400 ? namedRecipient(answer) : null;
  return index === null ? { kind: "refused" } : { kind: "bad_recipient", index };
}

/** Whether a refusal has nothing to do with whom the message is for: then no half of them fares better. */
export function isBeyondSplitting(answer: LineAnswer): boolean {
  return answer.status !== 400 || (answer.body.details ?? []).some(({ property }) => property?.startsWith("messages"));
}

/** Doubling with jitter, so that many failures do not come back as one wave; never sooner than LINE asks. */
export function backoffMs(attempts: number, answer: LineAnswer): number {
  const ceiling = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempts - 1));
  return Math.max(askedMs(answer) ?? 0, ceiling / 2 + (Math.random() * ceiling) / 2);
}

function askedMs({ retryAfterSeconds }: LineAnswer): number | null {
  return retryAfterSeconds === null ? null : Math.min(longestAskedMs, retryAfterSeconds * 1000);
}

function namedRecipient(answer: LineAnswer): number | null {
  const words = [answer.body.message ?? "", ...(answer.body.details ?? []).map((detail) => detail.property ?? "")];
  const found = words.map((text) => /\bto\[(\d+)\]/.exec(text)).find(Boolean);
  return found ? Number(found[1]) : null;
}
