/**
 * How fast we may ask LINE: never more than the rate in any second, evenly. What a short stall of ours kept back may
 * be caught up at twice the pace; what was not used over a pause is gone.
 */
export type TokenBucket = {
  /** Takes a token, or says how many ms to wait for the next. */
  take: () => number;
  /** How many ms until there is a token; 0 when there is one. */
  wait: () => number;
  /** Nothing goes out for so long: LINE asked us to slow down. */
  holdFor: (ms: number) => void;
};

const catchUpMs = 100;
const windowMs = 1000;

/** @param rate requests per second */
export function createTokenBucket(rate: number, clock: () => number = () => performance.now()): TokenBucket {
  const interval = 1000 / rate;
  const lastSecond = new Float64Array(Math.max(1, Math.floor(rate))).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  let next = clock();
  let soonest = next;
  const wait = () => Math.max(0, next - clock(), soonest - clock(), lastSecond[oldest]! + windowMs - clock());
  return {
    wait,
    take: () => {
      const at = clock();
      next = Math.max(next, at - catchUpMs);
      const waitMs = wait();
      if (waitMs > 0) return waitMs;
      next += interval;
      soonest = Math.max(soonest, at - interval) + interval / 2;
      lastSecond[oldest] = at;
      oldest = (oldest + 1) % lastSecond.length;
      return 0;
    },
    holdFor: (ms) => {
      soonest = Math.max(soonest, clock() + ms);
      next = Math.max(next, soonest);
    },
  };
}
