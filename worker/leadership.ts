import { setTimeout as sleep } from "node:timers/promises";
import { type Client, connectAlone, type Db } from "#db/client.ts";
import { longestSilenceMs, stillLeads, tryToLead } from "#lib/deliveries/leader.ts";
import { log } from "#lib/log.ts";

/** For as long as this worker is the one that sends. */
export type Term = {
  /** The session that holds the lock: whatever must only happen while leading is done over it. */
  db: Db;
  /** Aborts when the lock is lost or the worker stops. */
  signal: AbortSignal;
  /** Whether the lock was proven to be ours a moment ago; asked before each request, also after this process froze. */
  holds: () => boolean;
  /** Calls when there may be something new to send. */
  onWake: (wake: () => void) => void;
};

const askAgainMs = 250;
const heartbeatMs = 250;
/** Others may end our session when it was silent for `longestSilenceMs`; we stop before that. */
const leaseMs = 1000;

/**
 * Waits for leadership, runs `lead` for a term, and tries again after; until `stop` aborts. The lock ends with its
 * session, so a standby takes over at once when a leader dies, and within `longestSilenceMs` when it freezes or its connection goes dead.
 */
export async function whileLeading(url: string, stop: AbortSignal, lead: (term: Term) => Promise<void>): Promise<void> {
  while (!stop.aborted) {
    try {
      await oneSession(url, stop, lead);
    } catch (error) {
      if (!stop.aborted) log.error({ err: error }, "sender stopped; trying again");
    }
    await pause(askAgainMs, stop);
  }
}

async function oneSession(url: string, stop: AbortSignal, lead: (term: Term) => Promise<void>): Promise<void> {
  const lost = new AbortController();
  const bell = { ring: () => {} };
  const session = connectAlone(url, {
    onNotify: () => bell.ring(),
    onClose: () => lost.abort(),
  });
  try {
    while (!(await inTime(tryToLead(session.db), longestSilenceMs * 2))) {
      await pause(askAgainMs, stop);
      if (stop.aborted || lost.signal.aborted) return;
    }
    log.info("this worker leads the sending");
    await oneTerm(session, AbortSignal.any([stop, lost.signal]), bell, lead);
  } finally {
    await inTime(session.close(), leaseMs).catch(() => {});
  }
}

async function oneTerm(
  { db }: Client,
  end: AbortSignal,
  bell: { ring: () => void },
  lead: (term: Term) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  let provenAt = performance.now();
  const fresh = () => performance.now() - provenAt < leaseMs;
  const beat = async () => {
    if (!fresh()) return lost.abort();
    const askedAt = performance.now();
    if (!(await stillLeads(db))) return lost.abort();
    provenAt = askedAt;
  };
  const heartbeat = setInterval(() => void beat().catch(() => lost.abort()), heartbeatMs);
  const signal = AbortSignal.any([end, lost.signal]);
  const onWake = (wake: () => void) => {
    bell.ring = wake;
  };
  try {
    await lead({ db, signal, holds: () => !signal.aborted && fresh(), onWake });
  } finally {
    clearInterval(heartbeat);
    bell.ring = () => {};
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => {});
}

/** A dead connection answers nothing at all, not even no. */
async function inTime<Result>(promise: Promise<Result>, ms: number): Promise<Result> {
  const late = new AbortController();
  try {
    const tooLate = sleep(ms, undefined, { signal: late.signal }).then(() => {
      throw new Error("the database does not answer");
    });
    tooLate.catch(() => {});
    return await Promise.race([promise, tooLate]);
  } finally {
    late.abort();
    promise.catch(() => {});
  }
}
