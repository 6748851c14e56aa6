import { expect, it } from "vitest";
import { createRequestLog, noteMulticast } from "./request-log.ts";

it("finds the worst second wherever it begins", () => {
  const log = createRequestLog();
  for (const at of [0, 900, 950, 1100, 1850, 1899, 1949, 5000]) noteMulticast(log, at);
  expect(log.peak).toBe(5);
});
