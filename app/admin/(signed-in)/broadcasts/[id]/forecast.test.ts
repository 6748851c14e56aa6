import { expect, test } from "vitest";
import { forecastOf } from "./forecast.ts";
import type { Fresh } from "./progress/fresh.ts";

function look(second: number, accepted: number, frozen = true): Fresh {
  const progress = { accepted, rejected: 0, expired: 0, pending: 1000 - accepted };
  return {
    at: `2026-11-21T05:00:0${second}Z`,
    status: "sending",
    total: 1000,
    frozen,
    progress,
    startedAt: null,
    scheduledFor: null,
  };
}

test("at 200 people a second, 600 people need three seconds more", () => {
  expect(forecastOf(look(0, 0), look(2, 400))).toEqual({ perSecond: 200, endsAt: new Date("2026-11-21T05:00:05Z") });
});

test("nothing is foretold while nothing moves, or while the audience still grows", () => {
  expect(forecastOf(look(0, 400), look(2, 400))).toBeNull();
  expect(forecastOf(look(0, 0), look(2, 400, false))).toBeNull();
});
