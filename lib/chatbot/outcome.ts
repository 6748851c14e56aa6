import type { ForwardingState } from "#db/words.ts";
import type { Answer } from "./post.ts";

/** What stands on the row after an attempt. `nextFor` when it is to be tried again. */
export type Outcome = {
  state: ForwardingState;
  statusCode: number | null;
  tookMs: number;
  reason: string | null;
  nextFor: Date | null;
};

type Attempted = { attempts: number; untilFor: Date };

/**
 * Tries again only what the chatbot cannot have, or said it could not take now, and only while the reply tokens live.
 * What it may have had is never told again.
 */
export function outcomeOf(answer: Answer, { attempts, untilFor }: Attempted, at: Date): Outcome {
  const { tookMs } = answer;
  const facts = { tookMs, statusCode: "status" in answer ? answer.status : null, reason: reasonOf(answer) };
  const end = (state: ForwardingState): Outcome => ({ ...facts, state, nextFor: null });
  if (answer.kind === "unknown") return end("timed_out");
  if (answer.kind === "forbidden") return end("refused");
  if (answer.kind === "status" && isTaken(answer.status)) return end("forwarded");
  if (answer.kind === "status" && !isForLater(answer.status)) return end("refused");
  const nextFor = new Date(at.getTime() + pauseMs(attempts));
  return nextFor < untilFor ? { ...facts, state: "pending", nextFor } : end("too_late");
}

/** Whether the chatbot is well, for the breaker. */
export function isWell(answer: Answer): boolean {
  return answer.kind === "status" && isTaken(answer.status);
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

function isForLater(status: number): boolean {
  return status >= 500 || status === 429 || status === 408;
}

function pauseMs(attempts: number): number {
  return Math.min(500 * 2 ** (attempts - 1), 8000);
}

function reasonOf(answer: Answer): string | null {
  return "reason" in answer ? answer.reason : null;
}
