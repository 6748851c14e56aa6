import { expect, it } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

type Time = { now: number };

function spend(bucket: ReturnType<typeof createTokenBucket>, time: Time, forMs: number): number[] {
  const taken: number[] = [];
  for (const end = time.now + forMs; time.now < end; time.now += 0.5) while (bucket.take() === 0) taken.push(time.now);
  return taken;
}

function mostInAnySecond(taken: number[]): number {
  return Math.max(...taken.map((from) => taken.filter((at) => at >= from && at < from + 1000).length));
}

function bucketOf(rate: number) {
  const time = { now: 0 };
  return { time, bucket: createTokenBucket(rate, () => time.now) };
}

it("gives no more than the rate in any second, and close to it when always asked", () => {
  const { time, bucket } = bucketOf(200);
  const taken = spend(bucket, time, 10_000);
  expect(mostInAnySecond(taken)).toBeLessThanOrEqual(200);
  expect(taken.length).toBeGreaterThanOrEqual(1980);
});

it("catches up what a short stall kept back, still within the rate of any second", () => {
  const { time, bucket } = bucketOf(200);
  const taken: number[] = [];
  for (let turn = 0; turn < 40; turn++) {
    taken.push(...spend(bucket, time, 180));
    time.now += 70;
  }
  expect(mostInAnySecond(taken)).toBeLessThanOrEqual(200);
  expect(taken.length).toBeGreaterThanOrEqual(1900);
});

it("saves nothing up over a pause", () => {
  const { time, bucket } = bucketOf(200);
  time.now = 60_000;
  const taken = spend(bucket, time, 2000);
  expect(mostInAnySecond(taken)).toBeLessThanOrEqual(200);
  expect(taken.filter((at) => at < 60_100).length).toBeLessThanOrEqual(42);
});

it("is exact for a rate of one a second too", () => {
  const { time, bucket } = bucketOf(1);
  expect(spend(bucket, time, 10_000).length).toBeLessThanOrEqual(10);
});

it("keeps silent for as long as LINE asked", () => {
  const { time, bucket } = bucketOf(200);
  bucket.holdFor(3000);
  expect(spend(bucket, time, 2990)).toEqual([]);
  expect(spend(bucket, time, 1000).length).toBeGreaterThan(150);
});
