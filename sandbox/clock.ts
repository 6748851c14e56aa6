export type Clock = { offsetMs: number };

/** The sandbox's time in ms since the epoch, finer than a millisecond so that token buckets refill smoothly. */
export function now(clock: Clock) {
  return performance.timeOrigin + performance.now() + clock.offsetMs;
}

/** The day in Japan as LINE writes it: yyyyMMdd. */
export function dayInJapan(at: number) {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "");
}
