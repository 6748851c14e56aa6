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

/** 2xx and 409 (already accepted) are success; 4xx are final; no answer and 5xx are asked again with the same key. */
export function judge(answer: LineAnswer, attempts: number): Outcome {
  const { status } = answer;
  if ((status >= 200 && status < 300) || status === 409) return { kind: "accepted" };
  if (status === 401 || status === 403) return { kind: "not_allowed" };
  if (status === 429) return { kind: "slow_down", afterMs: (answer.retryAfterSeconds ?? 1) * 1000 };
  if (status === 0 || status === 408 || status >= 500) return { kind: "retry", afterMs: backoffMs(attempts, answer) };
  const index = status === 400 ? namedRecipient(answer) : null;
  return index === null ? { kind: "refused" } : { kind: "bad_recipient", index };
}

/** Whether LINE complains of what is said rather than of whom it is for: then no recipient is at fault. */
export function blamesMessages(answer: LineAnswer): boolean {
  return (answer.body.details ?? []).some((detail) => detail.property?.startsWith("messages"));
}

/** Doubling with full jitter, so that many failures do not come back as one wave. */
function backoffMs(attempts: number, answer: LineAnswer): number {
  const ceiling = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempts - 1));
  const asked = (answer.retryAfterSeconds ?? 0) * 1000;
  return Math.max(asked, ceiling / 2 + (Math.random() * ceiling) / 2);
}

function namedRecipient(answer: LineAnswer): number | null {
  const words = [answer.body.message ?? "", ...(answer.body.details ?? []).map((detail) => detail.property ?? "")];
  const found = words.map((text) => /\bto\[(\d+)\]/.exec(text)).find(Boolean);
  return found ? Number(found[1]) : null;
}
