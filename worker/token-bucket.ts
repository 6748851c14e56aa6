/**
 * How fast we may ask LINE. Tokens come evenly; unused ones are kept only for a moment,
 * so that a pause is never followed by more than LINE allows in a second.
 */
export type TokenBucket = {
  /** Takes a token, or says how many ms to wait for the next. */
  take: () => number;
  /** How many ms until there is a token; 0 when there is one. */
  wait: () => number;
  /** Nothing goes out for so long: LINE asked us to slow down. */
  holdFor: (ms: number) => void;
};

const burstMs = 10;

/** @param rate requests per second */
export function createTokenBucket(rate: number, clock: () => number = () => performance.now()): TokenBucket {
  const interval = 1000 / rate;
  let next = clock();
  const wait = () => Math.max(0, next - clock());
  return {
    wait,
    take: () => {
      next = Math.max(next, clock() - burstMs);
      const waitMs = wait();
      if (waitMs === 0) next += interval;
      return waitMs;
    },
    holdFor: (ms) => {
      next = Math.max(next, clock() + ms);
    },
  };
}
