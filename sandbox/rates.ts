/** LINE's limit of one endpoint: so many requests per so many ms. The bucket holds one period's worth. */
export type Rate = { requests: number; periodMs: number };
export type Buckets = Map<string, { tokens: number; filledAt: number }>;

export function perSecond(requests: number): Rate {
  return { requests, periodMs: 1000 };
}

export function perMinute(requests: number): Rate {
  return { requests, periodMs: 60_000 };
}

export function perHour(requests: number): Rate {
  return { requests, periodMs: 3_600_000 };
}

/** Takes one token of the endpoint's bucket; false when it is empty. */
export function takeToken(buckets: Buckets, endpoint: string, rate: Rate, at: number) {
  const bucket = buckets.get(endpoint) ?? { tokens: rate.requests, filledAt: at };
  const gained = (Math.max(0, at - bucket.filledAt) / rate.periodMs) * rate.requests;
  const tokens = Math.min(rate.requests, bucket.tokens + gained);
  const taken = tokens >= 1;
  buckets.set(endpoint, { tokens: taken ? tokens - 1 : tokens, filledAt: at });
  return taken;
}
