import { expect, it } from "vitest";
import { createBreaker } from "./breaker.ts";

function breakerAt() {
  const time = { now: 0 };
  return { time, breaker: createBreaker(() => time.now) };
}

it("opens after failures in a row, tries one call after a while, and closes by itself", () => {
  const { time, breaker } = breakerAt();
  for (let turn = 0; turn < 4; turn++) expect(breaker.failed()).toBeUndefined();
  expect(breaker.room(0)).toBe(100);
  expect(breaker.failed()).toBe("opened");
  expect(breaker.room(0)).toBe(0);
  time.now = 5000;
  expect(breaker.room(1)).toBe(0);
  expect(breaker.room(0)).toBe(1);
  expect(breaker.failed()).toBeUndefined();
  expect(breaker.room(0)).toBe(0);
  time.now = 10_000;
  expect(breaker.succeeded()).toBe("closed");
  expect(breaker.room(0)).toBe(100);
});

it("stays closed while failures are not in a row, and never has too much under way", () => {
  const { breaker } = breakerAt();
  for (let turn = 0; turn < 20; turn++) {
    expect(breaker.failed()).toBeUndefined();
    expect(breaker.succeeded()).toBeUndefined();
  }
  expect(breaker.room(99)).toBe(1);
  expect(breaker.room(140)).toBe(0);
});
