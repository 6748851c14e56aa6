import { expect, it } from "vitest";
import { type Buckets, perHour, perSecond, takeToken } from "./rates.ts";

function take(buckets: Buckets, times: number, at: number, rate = perSecond(200)) {
  return Array.from({ length: times }, () => takeToken(buckets, "multicast", rate, at)).filter(Boolean).length;
}

it("holds one second's worth and fills at the rate", () => {
  const buckets: Buckets = new Map();
  expect(take(buckets, 300, 1000)).toBe(200);
  expect(take(buckets, 300, 1100)).toBe(20);
  expect(take(buckets, 300, 60_000)).toBe(200);
});

it("counts hourly limits over the hour", () => {
  const buckets: Buckets = new Map();
  expect(take(buckets, 100, 0, perHour(60))).toBe(60);
  expect(take(buckets, 100, 60_000, perHour(60))).toBe(1);
});

it("never gains from a clock that goes back", () => {
  const buckets: Buckets = new Map();
  take(buckets, 200, 5000);
  expect(take(buckets, 10, 1000)).toBe(0);
});
