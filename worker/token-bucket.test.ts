import { expect, it } from "vitest";
import { createTokenBucket } from "./token-bucket.ts";

function spend(bucket: ReturnType<typeof createTokenBucket>, time: { now: number }, forMs: number): number {
  let taken = 0;
  for (const end = time.now + forMs; time.now < end; time.now += 0.5) while (bucket.take() === 0) taken += 1;
  return taken;
}

it("gives no more than the rate in any second", () => {
  const time = { now: 0 };
  const bucket = createTokenBucket(200, () => time.now);
  for (let second = 0; second < 5; second++) expect(spend(bucket, time, 1000)).toBeLessThanOrEqual(202);
});

it("gives close to the whole rate when always asked", () => {
  const time = { now: 0 };
  const bucket = createTokenBucket(200, () => time.now);
  expect(spend(bucket, time, 10_000)).toBeGreaterThanOrEqual(1990);
});

it("saves nothing up over a pause", () => {
  const time = { now: 0 };
  const bucket = createTokenBucket(200, () => time.now);
  time.now = 60_000;
  expect(spend(bucket, time, 1000)).toBeLessThanOrEqual(203);
});

it("keeps silent for as long as LINE asked", () => {
  const time = { now: 0 };
  const bucket = createTokenBucket(200, () => time.now);
  bucket.holdFor(3000);
  expect(spend(bucket, time, 2990)).toBe(0);
  expect(spend(bucket, time, 1000)).toBeGreaterThan(150);
});
