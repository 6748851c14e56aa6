import { expect, it } from "vitest";
import { tokensLiveUntil } from "./token-life.ts";

const at = new Date("2026-11-21T12:00:00Z");
const before = (seconds: number, redelivered = false) => ({
  occurredAt: new Date(at.getTime() - seconds * 1000),
  redelivered,
});
const secondsFor = (...events: ReturnType<typeof before>[]) =>
  (tokensLiveUntil(at, events).getTime() - at.getTime()) / 1000;

it("counts from LINE's event, the earliest of several", () => {
  expect(secondsFor(before(0))).toBe(55);
  expect(secondsFor(before(2), before(10), before(1))).toBe(45);
});

it("counts from the call where the event's time says nothing", () => {
  expect(secondsFor()).toBe(55);
  expect(secondsFor(before(20, true))).toBe(55);
  expect(secondsFor(before(10 * 365 * 86_400))).toBe(55);
  expect(secondsFor(before(-5))).toBe(55);
});
