/** Counts of everything that was asked, and how fast multicasts came at worst. */
export type RequestLog = {
  counts: Map<string, Map<number | string, number>>;
  recent: number[];
  head: number;
  peak: number;
};

const windowMs = 1000;

export function createRequestLog(): RequestLog {
  return { counts: new Map(), recent: [], head: 0, peak: 0 };
}

/** `outcome` is the HTTP status, or `cut` when the answer was withheld on purpose. */
export function countRequest(log: RequestLog, endpoint: string, outcome: number | "cut") {
  const byOutcome = log.counts.get(endpoint) ?? new Map<number | string, number>();
  byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
  log.counts.set(endpoint, byOutcome);
}

/** The peak is the largest number of arrivals within any second, not within a second of the clock. */
export function noteMulticast(log: RequestLog, at: number) {
  log.recent.push(at);
  while ((log.recent[log.head] ?? at) <= at - windowMs) log.head += 1;
  log.peak = Math.max(log.peak, log.recent.length - log.head);
  if (log.head > 10_000) forgetOld(log);
}

export function requestCounts(log: RequestLog): Record<string, Record<string, number>> {
  return Object.fromEntries([...log.counts].map(([endpoint, counts]) => [endpoint, Object.fromEntries(counts)]));
}

function forgetOld(log: RequestLog) {
  log.recent = log.recent.slice(log.head);
  log.head = 0;
}
